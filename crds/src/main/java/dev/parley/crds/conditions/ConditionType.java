package dev.parley.crds.conditions;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a condition speaks of.
public enum ConditionType {
    /// Whether the resource is as its spec wishes and does its work. Unknown until it was looked at for the
    /// first time.
    @JsonProperty("Ready")
    READY,
    /// There while the operator is bringing the resource to what the spec wishes.
    @JsonProperty("Reconciling")
    RECONCILING,
    /// There while it cannot go on by itself: somebody must change something.
    @JsonProperty("Stalled")
    STALLED
}
