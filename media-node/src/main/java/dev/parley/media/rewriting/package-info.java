/// One continuous stream out of many, as numbers: what is added to sequence, timestamp and picture ids, and since when.
@NullMarked
package dev.parley.media.rewriting;

import org.jspecify.annotations.NullMarked;
