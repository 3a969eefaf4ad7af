package dev.parley.crds.conditions;

/// Why a condition of a RecordingJob is what it is, and why one has failed.
public enum RecordingReason implements Reason {
    /// Ready: the recording is complete, and where it should be.
    COMPLETE,
    /// Reconciling: a recorder is on its way to the room.
    STARTING,
    /// Reconciling: the recorder is in the room.
    RECORDING,
    /// Reconciling: what was recorded is brought to the storage.
    FINALIZING,
    /// Reconciling: the picture is composed.
    COMPOSING,
    /// Another RecordingJob records this room; this one waits for its end.
    ROOM_BUSY,
    /// As many rooms as the MeetingCluster allows are recorded; this one waits for one of them.
    RECORDERS_BUSY,
    /// Another recorder takes the place of one that failed.
    RECORDER_REPLACED,
    /// Stalled: the MeetingCluster that the spec names is not there.
    CLUSTER_MISSING,
    /// Stalled: the MeetingCluster has recording switched off.
    RECORDING_OFF,
    /// Failed: it was stopped before anything was recorded.
    STOPPED,
    /// Failed: there is no such room, or it ended before the recorder came.
    ROOM_NOT_FOUND,
    /// Failed: no recorder could start or go on, however often it was tried.
    RECORDER_FAILED,
    /// Failed: the storage took too long, or refused.
    STORAGE_REFUSED,
    /// Failed: the picture could not be composed. What was recorded is in the storage.
    COMPOSING_FAILED
}
