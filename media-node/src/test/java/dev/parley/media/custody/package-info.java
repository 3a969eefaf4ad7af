@NullMarked
package dev.parley.media.custody;

import org.jspecify.annotations.NullMarked;
