/// In which order nodes are asked to take a room, and how full is too full. Pure: the same on every instance.
@NullMarked
package dev.parley.protocol.placement;

import org.jspecify.annotations.NullMarked;
