package dev.parley.crds.recording;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where a recording is.
public enum RecordingPhase {
    /// No recorder is in the room yet. The spec may still change.
    @JsonProperty("Pending")
    PENDING,
    /// A recorder is in the room.
    @JsonProperty("Recording")
    RECORDING,
    /// The recorder has left the room; the rest of what it recorded goes to the storage.
    @JsonProperty("Finalizing")
    FINALIZING,
    /// All of it is there; the picture is composed.
    @JsonProperty("Composing")
    COMPOSING,
    /// Done.
    @JsonProperty("Succeeded")
    SUCCEEDED,
    /// It could not be done. What was recorded is kept.
    @JsonProperty("Failed")
    FAILED
}
