package dev.parley.crds.parts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a media node does when its machine is cordoned.
public enum OnNodeCordon {
    /// Nothing, until its pod is evicted.
    @JsonProperty("Ignore")
    IGNORE,
    /// It takes no new rooms, and keeps those it has.
    @JsonProperty("Cordon")
    CORDON,
    /// It is drained at once.
    @JsonProperty("Drain")
    DRAIN
}
