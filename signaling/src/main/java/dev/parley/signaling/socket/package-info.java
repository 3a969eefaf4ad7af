/// WebSockets: the part of a conversation that touches the network.
@NullMarked
package dev.parley.signaling.socket;

import org.jspecify.annotations.NullMarked;
