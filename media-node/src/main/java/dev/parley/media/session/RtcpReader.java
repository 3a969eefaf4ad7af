package dev.parley.media.session;

import dev.parley.media.egress.Departure;
import dev.parley.media.egress.Downlink;
import dev.parley.rtc.packets.NtpTime;
import dev.parley.rtc.packets.rtcp.Bye;
import dev.parley.rtc.packets.rtcp.Fir;
import dev.parley.rtc.packets.rtcp.Nack;
import dev.parley.rtc.packets.rtcp.Pli;
import dev.parley.rtc.packets.rtcp.ReceiverReport;
import dev.parley.rtc.packets.rtcp.Remb;
import dev.parley.rtc.packets.rtcp.ReportBlock;
import dev.parley.rtc.packets.rtcp.RtcpMessage;
import dev.parley.rtc.packets.rtcp.SenderReport;
import dev.parley.rtc.packets.rtcp.SourceDescription;
import dev.parley.rtc.packets.rtcp.TransportFeedback;
import dev.parley.rtc.packets.rtcp.UnknownRtcp;
import java.util.List;

/// What a client's RTCP means for its session.
final class RtcpReader {
    private final MediaSession session;

    RtcpReader(MediaSession session) {
        this.session = session;
    }

    void read(RtcpMessage message, Departure out) {
        Downlink downlink = session.downlink();
        switch (message) {
            case SenderReport report -> {
                session.uplink().senderReport(report, out.nowNs());
                reports(report.blocks(), out);
            }
            case ReceiverReport report -> reports(report.blocks(), out);
            case Nack nack ->
                nack.forEachLost(lost ->
                        downlink.sendAgain(nack.mediaSsrc(), lost, session.kit().scratch(), out));
            case Pli pli -> downlink.keyframeWanted(pli.mediaSsrc());
            case Fir fir -> fir.entries().forEach(entry -> downlink.keyframeWanted(entry.ssrc()));
            case Remb remb -> downlink.rate().limitTold(remb.bitrateBps(), out.nowNs());
            case TransportFeedback feedback -> downlink.rate().feedback(feedback, out.nowNs());
            case SourceDescription _, Bye _, UnknownRtcp _ -> {
                // Names are told by signaling, ends by the socket or by consent; the rest is nobody's.
            }
        }
    }

    private void reports(List<ReportBlock> blocks, Departure out) {
        int now = NtpTime.compact(NtpTime.ofUnixNs(session.kit().unixNs().applyAsLong(out.nowNs())));
        for (ReportBlock block : blocks) {
            long roundTripUs = block.roundTripUs(now);
            if (roundTripUs >= 0) {
                session.roundTrip(roundTripUs * 1_000);
            }
            session.quality().lost(block.fractionLost());
            session.downlink().rate().lossReported(block.fractionLost(), out.nowNs());
        }
    }
}
