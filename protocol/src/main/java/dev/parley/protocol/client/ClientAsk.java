package dev.parley.protocol.client;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.SlotWish;
import dev.parley.protocol.meeting.BreakoutAssignment;
import dev.parley.protocol.meeting.BreakoutChoice;
import dev.parley.protocol.meeting.SettingsChange;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything a client can ask. Each is answered by one [ServerMessage.Refused] or by its own answer, with the
/// same `id`. The order here is that of `docs/protocol.md`.
public sealed interface ClientAsk {
    /// The version of this conversation. A client that speaks another is refused with `unknown-protocol`.
    int PROTOCOL = 1;

    /// Unique on the socket, chosen by the client, echoed in the answer.
    String id();

    /// Asks that the rules of the room answer, all in the same way.
    sealed interface InRoom extends ClientAsk {}

    // --- coming and going --------------------------------------------------------------------------------------

    /// Always first. `name` replaces the token's name; `resumeKey` is that of the earlier
    /// [ServerMessage.Joined] or [ServerMessage.Waiting]: it brings a guest without identity back to the same place
    /// (an identity does it alone).
    record Join(
            String id,
            int protocol,
            String token,
            @Nullable String name,
            @Nullable String resumeKey) implements ClientAsk {}

    record Leave(String id) implements ClientAsk {}

    /// Answered by [ServerMessage.Pong]: tells a client that its socket is alive, since pages cannot see
    /// WebSocket pings.
    record Ping(String id) implements ClientAsk {}

    // --- media -------------------------------------------------------------------------------------------------

    /// Opens the media session: one offer, one answer, never again. An offer while a session runs replaces it.
    record Offer(String id, String sdp) implements ClientAsk {}

    /// ICE restart of the own session: `fragment` is an SDP fragment (RFC 8840 §9) with new credentials.
    record Restart(String id, String fragment, @Nullable String etag) implements ClientAsk {}

    /// `active`: the track exists. `muted`: it exists but is silenced, at the node as well.
    record SetPublishing(String id, Source source, boolean muted, boolean active) implements InRoom {}

    /// What the slots should show. Slots that are not named keep their wish.
    record Wish(String id, List<SlotWish> slots) implements ClientAsk {
        public Wish {
            slots = List.copyOf(slots);
            if (slots.size() > ProtocolLimits.SLOTS) {
                throw new IllegalArgumentException(
                        "slots: " + slots.size() + " entries (expected: 0.." + ProtocolLimits.SLOTS + ")");
            }
        }
    }

    // --- oneself -----------------------------------------------------------------------------------------------

    record Rename(String id, String name) implements InRoom {}

    record RaiseHand(String id, boolean raised) implements InRoom {}

    /// A passing sign to everyone in the same place: one emoji.
    record React(String id, String emoji) implements InRoom {}

    // --- chat --------------------------------------------------------------------------------------------------

    /// `to`: for this participant alone.
    record Chat(String id, String text, @Nullable ParticipantId to) implements InRoom {}

    /// By the author. `message` is its id.
    record EditChat(String id, String message, String text) implements InRoom {}

    /// By the author, a host or a co-host.
    record DeleteChat(String id, String message) implements InRoom {}

    // --- moderating --------------------------------------------------------------------------------------------

    record MuteOther(String id, ParticipantId participant, Source source) implements InRoom {}

    /// Everyone but the asker and, for a co-host, the host.
    record MuteAll(String id, Source source) implements InRoom {}

    record AskUnmute(String id, ParticipantId participant, Source source) implements InRoom {}

    /// Puts somebody out, who may not come back to this meeting.
    record Remove(
            String id, ParticipantId participant, @Nullable String reason) implements InRoom {}

    record RenameOther(String id, ParticipantId participant, String name) implements InRoom {}

    record LowerHand(String id, ParticipantId participant) implements InRoom {}

    /// To make somebody else host is to hand the meeting over.
    record SetRole(String id, ParticipantId participant, Role role) implements InRoom {}

    /// Everyone sees this participant large; without one, nobody in particular.
    record Spotlight(String id, @Nullable ParticipantId participant) implements InRoom {}

    record ChangeSettings(String id, SettingsChange settings) implements InRoom {}

    /// Ends the meeting for everyone.
    record EndMeeting(String id) implements InRoom {}

    // --- the waiting room --------------------------------------------------------------------------------------

    /// Nobody named: everyone who waits.
    record Admit(String id, List<ParticipantId> participants) implements InRoom {
        public Admit {
            participants = List.copyOf(participants);
        }
    }

    record Deny(
            String id, ParticipantId participant, @Nullable String reason) implements InRoom {}

    /// To everyone who waits now or later; without a text there is no message any more.
    record TellWaiting(String id, @Nullable String text) implements InRoom {}

    // --- polls and questions -----------------------------------------------------------------------------------

    record OpenPoll(String id, String question, List<String> options, boolean multiple) implements InRoom {
        public OpenPoll {
            options = List.copyOf(options);
        }
    }

    /// Indexes of the options, from 0; none takes the vote back. A later vote replaces the one before.
    record Vote(String id, String poll, List<Integer> options) implements InRoom {
        public Vote {
            options = List.copyOf(options);
        }
    }

    record ClosePoll(String id, String poll) implements InRoom {}

    record AskQuestion(String id, String text) implements InRoom {}

    record UpvoteQuestion(String id, String question, boolean up) implements InRoom {}

    /// Without a text: it was answered aloud.
    record AnswerQuestion(
            String id, String question, @Nullable String text) implements InRoom {}

    /// By the one who asked it, a host or a co-host.
    record DismissQuestion(String id, String question) implements InRoom {}

    // --- breakouts ---------------------------------------------------------------------------------------------

    /// `assignments` may be empty; with `choice` random, whoever is not named is dealt out. `minutes`: everyone returns
    /// by themselves after so long.
    record OpenBreakouts(
            String id,
            List<String> names,
            BreakoutChoice choice,
            List<BreakoutAssignment> assignments,
            @Nullable Integer minutes)
            implements InRoom {
        public OpenBreakouts {
            names = List.copyOf(names);
            assignments = List.copyOf(assignments);
        }
    }

    /// Without a breakout: back to the main room. Everyone may choose for themselves where the choice is free;
    /// hosts and co-hosts for themselves always.
    record AssignBreakout(
            String id, ParticipantId participant, @Nullable BreakoutId breakout) implements InRoom {}

    /// A word to everyone, wherever they are.
    record Broadcast(String id, String text) implements InRoom {}

    /// Everyone returns. `minutes`: in so long; absent means at once.
    record CloseBreakouts(String id, @Nullable Integer minutes) implements InRoom {}
}
