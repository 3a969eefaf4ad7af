package dev.parley.signaling.rooms;

import dev.parley.protocol.node.SessionKind;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Someone at the door: what the token grants, what they bring, and everything fresh that letting them in may
/// need, so that the decision itself draws no random number and reads no clock.
public record Arrival(Pass pass, Proof proof, Fresh fresh) {
    /// From the token. Without an identity it is a fresh guest.
    public record Pass(
            @Nullable String identity, @Nullable String name, Role role, List<Source> granted, SessionKind kind) {
        public Pass {
            granted = List.copyOf(granted);
        }
    }

    /// That someone was here before: their participant, and the hash of the secret they were given.
    public record Proof(
            @Nullable ParticipantId resume, @Nullable String resumeHash) {
        public static final Proof NONE = new Proof(null, null);
    }

    /// `seed`: where contributing sources are drawn from. `active`: what is sent from the first moment (WHIP
    /// has no later word about it).
    public record Fresh(
            ParticipantId id, String connection, String resumeHash, long seed, Instant at, List<Source> active) {
        public Fresh {
            active = List.copyOf(active);
        }
    }
}
