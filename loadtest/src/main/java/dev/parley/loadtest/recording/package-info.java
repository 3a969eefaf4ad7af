/// Recorded sound and pictures, read once and played in a loop by any number of participants at the same time.
@NullMarked
package dev.parley.loadtest.recording;

import org.jspecify.annotations.NullMarked;
