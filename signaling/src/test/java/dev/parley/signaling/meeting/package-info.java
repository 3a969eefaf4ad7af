@NullMarked
package dev.parley.signaling.meeting;

import org.jspecify.annotations.NullMarked;
