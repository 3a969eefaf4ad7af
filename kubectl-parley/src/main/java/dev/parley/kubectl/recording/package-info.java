/// `record`: makes and stops RecordingJobs, lists them, and tells how far one has come.
@NullMarked
package dev.parley.kubectl.recording;

import org.jspecify.annotations.NullMarked;
