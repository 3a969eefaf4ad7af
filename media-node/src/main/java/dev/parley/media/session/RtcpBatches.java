package dev.parley.media.session;

import dev.parley.media.egress.BurstWriter;
import dev.parley.media.egress.PacketWriter;
import dev.parley.media.negotiation.SessionPlan;
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

    private RtcpBatches() {}

    static void write(List<RtcpMessage> messages, SessionPlan plan, PacketWriter writer, BurstWriter burst) {
        var batch = new ArrayList<RtcpMessage>();
        int bytes = 0;
        for (RtcpMessage message : messages) {
            if (bytes + message.length() > COMPOUND_BYTES && !batch.isEmpty()) {
                send(batch, writer, burst);
                batch.clear();
                bytes = 0;
            }
            if (batch.isEmpty() && !(message instanceof ReceiverReport)) {
                batch.add(new ReceiverReport(plan.feedbackSsrc(), List.of()));
                bytes += batch.getFirst().length();
            }
            batch.add(message);
            bytes += message.length();
        }
        send(batch, writer, burst);
    }

    private static void send(List<RtcpMessage> batch, PacketWriter writer, BurstWriter burst) {
        int length = RtcpCompound.write(batch, burst.slab(), burst.at());
        writer.rtcp(burst, length);
    }
}
