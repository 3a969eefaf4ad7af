package dev.parley.rtc.client;

import dev.parley.rtc.client.receive.Reception;
import dev.parley.rtc.client.send.SendTracks;
import dev.parley.rtc.packets.rtcp.Bye;
import dev.parley.rtc.packets.rtcp.Fir;
import dev.parley.rtc.packets.rtcp.Nack;
import dev.parley.rtc.packets.rtcp.Pli;
import dev.parley.rtc.packets.rtcp.ReceiverReport;
import dev.parley.rtc.packets.rtcp.Remb;
import dev.parley.rtc.packets.rtcp.RtcpMessage;
import dev.parley.rtc.packets.rtcp.SenderReport;
import dev.parley.rtc.packets.rtcp.SourceDescription;
import dev.parley.rtc.packets.rtcp.TransportFeedback;
import dev.parley.rtc.packets.rtcp.UnknownRtcp;

/// Whom each RTCP message is for.
final class RtcpDispatch {
    private RtcpDispatch() {}

    static void to(SendTracks tracks, Reception reception, RtcpMessage message, long nowNs) {
        switch (message) {
            case SenderReport report -> {
                reception.senderReported(report, nowNs);
                report.blocks().forEach(tracks::reported);
            }
            case ReceiverReport report -> report.blocks().forEach(tracks::reported);
            case Nack nack -> tracks.nacked(nack);
            case Pli pli -> tracks.pictureLost(pli);
            case Fir fir -> tracks.keyFramesAsked(fir);
            // a client sends what its sources give, whatever the path: its numbers are the peer's to act on
            case TransportFeedback _, Remb _ -> {}
            case SourceDescription _, Bye _, UnknownRtcp _ -> {}
        }
    }
}
