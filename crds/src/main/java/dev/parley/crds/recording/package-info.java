/// The spec and the status of a RecordingJob: one recording of one room.
@NullMarked
package dev.parley.crds.recording;

import org.jspecify.annotations.NullMarked;
