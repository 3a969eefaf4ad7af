package dev.parley.media.drain;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What becomes of the rooms of a node that is drained. At the deadline all of it comes to the same.
public enum DrainPolicy {
    /// Rooms stay until they end.
    @JsonProperty("Wait")
    WAIT,
    /// Rooms are moved to other nodes in the middle of the call, and those that cannot be, are tried again.
    @JsonProperty("Migrate")
    MIGRATE,
    /// Rooms are moved; those that cannot be stay until they end, and are only seldom tried again.
    @JsonProperty("MigrateThenWait")
    MIGRATE_THEN_WAIT
}
