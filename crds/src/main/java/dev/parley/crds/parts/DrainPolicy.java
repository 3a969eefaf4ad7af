package dev.parley.crds.parts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What becomes of the rooms of a node that is drained.
public enum DrainPolicy {
    /// Rooms stay until they end.
    @JsonProperty("Wait")
    WAIT,
    /// Rooms are moved to other nodes in the middle of the call.
    @JsonProperty("Migrate")
    MIGRATE,
    /// Rooms are moved; those that cannot be moved stay until they end.
    @JsonProperty("MigrateThenWait")
    MIGRATE_THEN_WAIT
}
