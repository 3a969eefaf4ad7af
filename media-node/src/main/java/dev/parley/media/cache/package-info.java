/// The last packets of each stream, in rings of off-heap memory that a loop hands out and takes back.
@NullMarked
package dev.parley.media.cache;

import org.jspecify.annotations.NullMarked;
