/// What happens to sessions that go from node to node (ADR-0013), as far as it is signaling's: who the
/// nodes are, who wins when two of them lose each other, where a room is from now on, and what is told when
/// there is no node left.
@NullMarked
package dev.parley.signaling.carrying;

import org.jspecify.annotations.NullMarked;
