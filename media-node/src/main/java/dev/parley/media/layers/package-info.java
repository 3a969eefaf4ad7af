/// Which layer of which source fits a receiver: pure decisions, no packets.
@NullMarked
package dev.parley.media.layers;

import org.jspecify.annotations.NullMarked;
