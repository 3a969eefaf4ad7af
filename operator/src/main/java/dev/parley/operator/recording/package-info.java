/// The course of a recording, pure: what a pass sees of it, and the step that follows.
@NullMarked
package dev.parley.operator.recording;

import org.jspecify.annotations.NullMarked;
