package dev.parley.media.session;

import dev.parley.media.egress.BurstWriter;
import dev.parley.media.egress.PacketWriter;
import dev.parley.rtc.packets.rtcp.ReceiverReport;
import dev.parley.rtc.packets.rtcp.RtcpCompound;
import dev.parley.rtc.packets.rtcp.RtcpMessage;
import java.util.ArrayList;
import java.util.List;

/// Packs RTCP into compounds that fit a datagram. Each begins with a receiver report of the session's own feedback
/// SSRC (RFC 3550 §6.1), so that all SRTCP of a session counts on one index.
final class RtcpBatches {
    /// Well below any path's MTU, with the SRTCP trailer.
    static final int COMPOUND_BYTES = 1_100;

    /// Says nothing, but every compound has to begin with one.
    private final ReceiverReport opening;

    private final List<RtcpMessage> batch = new ArrayList<>();

    RtcpBatches(int feedbackSsrc) {
        opening = new ReceiverReport(feedbackSsrc, List.of());
    }

    void write(List<RtcpMessage> messages, PacketWriter writer, BurstWriter burst) {
        int bytes = 0;
        for (RtcpMessage message : messages) {
            if (bytes + message.length() > COMPOUND_BYTES && !batch.isEmpty()) {
                send(writer, burst);
                bytes = 0;
            }
            if (batch.isEmpty() && !(message instanceof ReceiverReport)) {
                batch.add(opening);
                bytes += opening.length();
            }
            batch.add(message);
            bytes += message.length();
        }
        send(writer, burst);
    }

    private void send(PacketWriter writer, BurstWriter burst) {
        int length = RtcpCompound.write(batch, burst.slab(), burst.at());
        writer.rtcp(burst, length);
        batch.clear();
    }
}
