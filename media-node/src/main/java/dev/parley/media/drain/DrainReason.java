package dev.parley.media.drain;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why a node that is drained still has rooms, in one word.
public enum DrainReason {
    /// They are on their way.
    @JsonProperty("Moving")
    MOVING,
    /// They are waited for, as the policy says.
    @JsonProperty("Waiting")
    WAITING,
    /// No other node can be reached that takes rooms.
    @JsonProperty("NoPeer")
    NO_PEER,
    /// All that can be reached have as many participants as they may.
    @JsonProperty("PeersFull")
    PEERS_FULL,
    /// Other nodes did not take them, or did not answer.
    @JsonProperty("MovesFailed")
    MOVES_FAILED,
    /// The deadline is over: what is left is moved, or closed.
    @JsonProperty("DeadlineOver")
    DEADLINE_OVER,
    /// The drain was called off, and what is under way ends first.
    @JsonProperty("CalledOff")
    CALLED_OFF
}
