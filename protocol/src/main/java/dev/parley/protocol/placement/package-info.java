/// In which order nodes are asked to take a room, and how full is too full. Pure: every signaling instance says the
/// same.
@NullMarked
package dev.parley.protocol.placement;

import org.jspecify.annotations.NullMarked;
