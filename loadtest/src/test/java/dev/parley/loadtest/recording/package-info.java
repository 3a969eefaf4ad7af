@NullMarked
package dev.parley.loadtest.recording;

import org.jspecify.annotations.NullMarked;
