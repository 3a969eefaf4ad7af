/// Names and counters for what becomes of each packet.
@NullMarked
package dev.parley.media.path;

import org.jspecify.annotations.NullMarked;
