/// Which node a room goes to. Pure: the same nodes and loads give the same answer on every signaling instance.
@NullMarked
package dev.parley.protocol.placement;

import org.jspecify.annotations.NullMarked;
