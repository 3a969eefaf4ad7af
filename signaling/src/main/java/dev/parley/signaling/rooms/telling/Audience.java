package dev.parley.signaling.rooms.telling;

import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.signaling.rooms.Participant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is told something. Those who wait are no part of any of these.
public sealed interface Audience {
    boolean includes(Participant them);

    record Everyone() implements Audience {
        @Override
        public boolean includes(Participant them) {
            return true;
        }
    }

    /// Hosts and co-hosts.
    record Moderators() implements Audience {
        @Override
        public boolean includes(Participant them) {
            return them.role().moderates();
        }
    }

    /// Hosts, co-hosts, and the one it is about.
    record ModeratorsAnd(ParticipantId who) implements Audience {
        @Override
        public boolean includes(Participant them) {
            return them.role().moderates() || them.id().equals(who);
        }
    }

    record Only(Set<ParticipantId> who) implements Audience {
        @Override
        public boolean includes(Participant them) {
            return who.contains(them.id());
        }
    }

    /// Everyone in any breakout.
    record Apart() implements Audience {
        @Override
        public boolean includes(Participant them) {
            return them.breakout() != null;
        }
    }

    /// Everyone in one breakout, or in the main room.
    record Place(@Nullable BreakoutId place) implements Audience {
        @Override
        public boolean includes(Participant them) {
            return Objects.equals(them.breakout(), place);
        }
    }
}
