package dev.parley.crds.conditions;

/// Why a condition of a MeetingCluster is what it is.
public enum ClusterReason implements Reason {
    /// Ready: everything is as wished, and answers.
    AS_WISHED,
    /// Reconciling: pods, Services or settings are on their way to what the spec wishes.
    PROGRESSING,
    /// Reconciling: pods are being replaced by those of another version.
    UPDATING,
    /// Ready is false: no signaling instance is ready.
    SIGNALING_NOT_READY,
    /// Ready is false: Redis does not answer. Meetings go on, joins are refused.
    REDIS_UNREACHABLE,
    /// Stalled: a Secret that the spec names, or the entry in it, is not there.
    SECRET_MISSING,
    /// Stalled: a value in a Secret is not fit for use: too short, or not what it should be.
    SECRET_NOT_VALID,
    /// Stalled: an image cannot be pulled.
    IMAGE_NOT_PULLED,
    /// Stalled: the images are of a release that this operator does not know how to run.
    UNSUPPORTED_VERSION,
    /// Stalled: the API server lacks a field that this operator knows. Install the CRDs of its release.
    CRD_OUTDATED,
    /// Nothing is changed while spec.paused is set.
    PAUSED
}
