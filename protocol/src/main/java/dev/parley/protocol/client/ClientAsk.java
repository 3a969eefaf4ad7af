package dev.parley.protocol.client;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.SlotWish;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything a client can ask. Each is answered by one [ServerMessage.Refused] or by its own answer, with the
/// same `id`.
public sealed interface ClientAsk {
    /// The version of this conversation. A client that speaks another is refused with `unknown-protocol`.
    int PROTOCOL = 1;

    /// Unique on the socket, chosen by the client, echoed in the answer.
    String id();

    /// Always first. `name` replaces the token's name; `resumeKey` is that of the earlier
    /// [ServerMessage.Joined]: it brings a guest without identity back to the same place (an identity does it
    /// alone).
    record Join(
            String id,
            int protocol,
            String token,
            @Nullable String name,
            @Nullable String resumeKey) implements ClientAsk {
        public Join {
            checkId(id);
        }
    }

    record Leave(String id) implements ClientAsk {
        public Leave {
            checkId(id);
        }
    }

    /// Opens the media session: one offer, one answer, never again. An offer while a session runs replaces it.
    record Offer(String id, String sdp) implements ClientAsk {
        public Offer {
            checkId(id);
        }
    }

    /// ICE restart of the own session: `fragment` is an SDP fragment (RFC 8840 §9) with new credentials.
    record Restart(String id, String fragment, @Nullable String etag) implements ClientAsk {
        public Restart {
            checkId(id);
        }
    }

    /// `active`: the track exists. `muted`: it exists but is silenced, at the node as well.
    record SetPublishing(String id, Source source, boolean muted, boolean active) implements ClientAsk {
        public SetPublishing {
            checkId(id);
        }
    }

    /// What the slots should show. Slots that are not named keep their wish.
    record Wish(String id, List<SlotWish> slots) implements ClientAsk {
        public Wish {
            checkId(id);
            slots = List.copyOf(slots);
            checkSlots(slots);
        }
    }

    record MuteOther(String id, ParticipantId participant, Source source) implements ClientAsk {
        public MuteOther {
            checkId(id);
        }
    }

    record AskUnmute(String id, ParticipantId participant, Source source) implements ClientAsk {
        public AskUnmute {
            checkId(id);
        }
    }

    record Remove(
            String id, ParticipantId participant, @Nullable String reason) implements ClientAsk {
        public Remove {
            checkId(id);
        }
    }

    record Chat(String id, String text) implements ClientAsk {
        public Chat {
            checkId(id);
        }
    }

    record Rename(String id, String name) implements ClientAsk {
        public Rename {
            checkId(id);
        }
    }

    record RaiseHand(String id, boolean raised) implements ClientAsk {
        public RaiseHand {
            checkId(id);
        }
    }

    record SetRole(String id, ParticipantId participant, Role role) implements ClientAsk {
        public SetRole {
            checkId(id);
        }
    }

    /// Answered by [ServerMessage.Pong]: tells a client that its socket is alive, since pages cannot see
    /// WebSocket pings.
    record Ping(String id) implements ClientAsk {
        public Ping {
            checkId(id);
        }
    }

    private static void checkId(String id) {
        if (id.isEmpty() || id.length() > ProtocolLimits.ASK_ID_CHARS) {
            throw new IllegalArgumentException(
                    "id: " + id.length() + " characters (expected: 1.." + ProtocolLimits.ASK_ID_CHARS + ")");
        }
    }

    private static void checkSlots(List<SlotWish> slots) {
        if (slots.size() > ProtocolLimits.SLOTS) {
            throw new IllegalArgumentException(
                    "slots: " + slots.size() + " entries (expected: 0.." + ProtocolLimits.SLOTS + ")");
        }
        for (SlotWish slot : slots) {
            if (slot.mid().isEmpty() || slot.mid().length() > ProtocolLimits.MID_CHARS) {
                throw new IllegalArgumentException(
                        "mid: " + slot.mid().length() + " characters (expected: 1.." + ProtocolLimits.MID_CHARS + ")");
            }
            if (slot.height() < 0 || slot.height() > ProtocolLimits.HEIGHT) {
                throw new IllegalArgumentException(
                        "height: " + slot.height() + " (expected: 0.." + ProtocolLimits.HEIGHT + ")");
            }
        }
    }
}
