@NullMarked
package dev.parley.loadtest.meeting;

import org.jspecify.annotations.NullMarked;
