package dev.parley.crds.conditions;

/// Why a condition of a RegionEdge is what it is.
public enum EdgeReason implements Reason {
    /// Ready: all nodes that are wished for take rooms.
    AS_WISHED,
    /// Reconciling: pods, Services or settings are on their way to what the spec wishes.
    PROGRESSING,
    /// Reconciling: nodes are added or taken away.
    SCALING,
    /// Reconciling: nodes are replaced by those of another version, one share after the other.
    UPDATING,
    /// Reconciling: a node gives away its rooms.
    DRAINING,
    /// The canary runs the new version; the others follow when spec.update.pauseAfterCanary is false.
    CANARY_PAUSED,
    /// Ready is false: fewer nodes take rooms than are wished for.
    NODES_NOT_READY,
    /// Ready is false: a node has no address yet that clients could reach.
    EXPOSURE_PENDING,
    /// Stalled: a drain is beyond its deadline and cannot be ended.
    DRAIN_OVERDUE,
    /// Stalled: a pod finds no machine.
    UNSCHEDULABLE,
    /// Stalled: the MeetingCluster that the spec names is not there.
    CLUSTER_MISSING,
    /// Ready is false: the MeetingCluster is not ready itself.
    CLUSTER_NOT_READY,
    /// Stalled: another RegionEdge of the same MeetingCluster is of the same region.
    REGION_TAKEN,
    /// Stalled: what the spec wishes for cannot be made; the message says why.
    NOT_VALID,
    /// Stalled: an image cannot be pulled.
    IMAGE_NOT_PULLED,
    /// Stalled: the API server lacks a field that this operator knows. Install the CRDs of its release.
    CRD_OUTDATED,
    /// Nothing is changed while spec.paused is set.
    PAUSED
}
