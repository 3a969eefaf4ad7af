/// The objects of a RecordingJob: the Jobs of its recorders and of its composer, and what keeps them
/// from being evicted.
@NullMarked
package dev.parley.operator.desired.recording;

import org.jspecify.annotations.NullMarked;
