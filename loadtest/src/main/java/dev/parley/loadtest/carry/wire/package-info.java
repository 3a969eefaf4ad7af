/// What is seen on the wire of each client: pauses, indexes that come twice, handshakes, and packets of a node that may
/// send none.
@NullMarked
package dev.parley.loadtest.carry.wire;

import org.jspecify.annotations.NullMarked;
