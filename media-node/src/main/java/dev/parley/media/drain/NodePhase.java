package dev.parley.media.drain;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where a node is in its life, as it can tell itself. In the words of the custom resources.
public enum NodePhase {
    /// It takes new rooms.
    @JsonProperty("Active")
    ACTIVE,
    /// It takes no new rooms, and keeps those it has.
    @JsonProperty("Cordoned")
    CORDONED,
    /// It gives away those it has.
    @JsonProperty("Draining")
    DRAINING,
    /// It has none any more, and may go.
    @JsonProperty("Drained")
    DRAINED;

    /// Whether new rooms go elsewhere.
    public boolean isCordoned() {
        return this != ACTIVE;
    }
}
