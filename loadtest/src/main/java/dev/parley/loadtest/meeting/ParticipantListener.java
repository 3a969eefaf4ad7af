package dev.parley.loadtest.meeting;

import dev.parley.protocol.client.ServerMessage;
import dev.parley.rtc.client.WireTap;
import dev.parley.rtc.client.receive.SlotPacket;
import org.jspecify.annotations.Nullable;

/// Who wants to know more than a participant's counts.
public interface ParticipantListener {
    /// Counts are enough.
    ParticipantListener NONE = new ParticipantListener() {};

    /// Something about the meeting was told; after the participant itself has taken note.
    default void heard(ServerMessage message) {}

    /// A packet of a slot; told on the client's loop with a holder that is used again, so take note and return.
    default void packet(SlotPacket packet) {}

    /// A whole frame of a slot; told on the client's loop, so take note and return.
    default void frame(SlotFrame frame) {}

    /// Whether frames come with their bytes. To count does without copying.
    default boolean wantsBytes() {
        return false;
    }

    /// The media session carries no packet any more, whoever ended it; told on the client's loop.
    default void mediaEnded(String why) {}

    /// Asked once for each media session: who sees its datagrams as they are on the wire; null for nobody.
    default @Nullable WireTap tap() {
        return null;
    }

    /// The socket ended by itself.
    default void ended(String why) {}
}
