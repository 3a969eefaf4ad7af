package dev.parley.signaling.rooms;

import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.meeting.BreakoutAssignment;
import dev.parley.protocol.meeting.BreakoutChoice;
import dev.parley.protocol.meeting.SettingsChange;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that can be asked of a room. `at` is the asker's clock: the rules have none.
public sealed interface RoomAsk {
    // --- coming and going --------------------------------------------------------------------------------------

    record Create(@Nullable String name, SettingsChange settings, Instant at) implements RoomAsk {}

    /// Creates the room when there is none: a token is permission enough.
    record Join(Arrival arrival) implements RoomAsk {}

    /// Accepted for whoever is gone already, so that it can be said twice. Also of those who wait.
    record Leave(ParticipantId who, LeaveReason reason) implements RoomAsk {}

    /// The socket `connection` is gone. Nothing happens when another one has taken over meanwhile.
    record Disconnect(ParticipantId who, String connection) implements RoomAsk {}

    record Close(String reason) implements RoomAsk {}

    // --- oneself -----------------------------------------------------------------------------------------------

    record SetPublishing(Source source, boolean muted, boolean active) implements RoomAsk {}

    record Rename(String name) implements RoomAsk {}

    record RaiseHand(boolean raised, Instant at) implements RoomAsk {}

    record React(String emoji) implements RoomAsk {}

    // --- moderating --------------------------------------------------------------------------------------------

    record SetMuted(ParticipantId who, Source source, boolean muted) implements RoomAsk {}

    record MuteAll(Source source) implements RoomAsk {}

    record AskUnmute(ParticipantId who, Source source) implements RoomAsk {}

    record Remove(ParticipantId who, @Nullable String reason) implements RoomAsk {}

    /// Lets an identity that was removed come back.
    record Pardon(String identity) implements RoomAsk {}

    record RenameOther(ParticipantId who, String name) implements RoomAsk {}

    record LowerHand(ParticipantId who) implements RoomAsk {}

    record SetRole(ParticipantId who, Role role) implements RoomAsk {}

    record Spotlight(@Nullable ParticipantId who) implements RoomAsk {}

    record ChangeSettings(SettingsChange settings) implements RoomAsk {}

    // --- the waiting room --------------------------------------------------------------------------------------

    /// Nobody named: everyone.
    record Admit(List<ParticipantId> who) implements RoomAsk {
        public Admit {
            who = List.copyOf(who);
        }
    }

    record Deny(ParticipantId who, @Nullable String reason) implements RoomAsk {}

    record TellWaiting(@Nullable String text) implements RoomAsk {}

    // --- what is written ---------------------------------------------------------------------------------------

    record Chat(String text, @Nullable ParticipantId to, Instant at) implements RoomAsk {}

    record EditChat(String message, String text, Instant at) implements RoomAsk {}

    record DeleteChat(String message) implements RoomAsk {}

    record OpenPoll(String question, List<String> options, boolean multiple) implements RoomAsk {
        public OpenPoll {
            options = List.copyOf(options);
        }
    }

    record Vote(String poll, List<Integer> options) implements RoomAsk {
        public Vote {
            options = List.copyOf(options);
        }
    }

    record ClosePoll(String poll) implements RoomAsk {}

    record AskQuestion(String text, Instant at) implements RoomAsk {}

    record UpvoteQuestion(String question, boolean up) implements RoomAsk {}

    record AnswerQuestion(String question, @Nullable String text) implements RoomAsk {}

    record DismissQuestion(String question) implements RoomAsk {}

    // --- breakouts ---------------------------------------------------------------------------------------------

    /// `seed`: by which people are dealt out.
    record OpenBreakouts(
            List<String> names,
            BreakoutChoice choice,
            List<BreakoutAssignment> assignments,
            @Nullable Integer minutes,
            Start start)
            implements RoomAsk {
        public OpenBreakouts {
            names = List.copyOf(names);
            assignments = List.copyOf(assignments);
        }

        public record Start(long seed, Instant at) {}
    }

    record AssignBreakout(ParticipantId who, @Nullable BreakoutId breakout) implements RoomAsk {}

    record Broadcast(String text, Instant at) implements RoomAsk {}

    record CloseBreakouts(@Nullable Integer minutes, Instant at) implements RoomAsk {}

    // --- the clock: asked by the server when a timer is due, and nothing happens if it is due no longer ---------

    record WarnBreakouts(Instant now) implements RoomAsk {}

    record EndBreakouts(Instant now) implements RoomAsk {}

    record EndWaiting(ParticipantId who) implements RoomAsk {}

    record EndEmpty() implements RoomAsk {}
}
