package dev.parley.media.session;

import dev.parley.media.egress.Departure;
import dev.parley.media.egress.Downlink;
import dev.parley.rtc.packets.NtpTime;
import dev.parley.rtc.packets.feedback.Arrivals;
import dev.parley.rtc.packets.feedback.FrequentFeedback;
import dev.parley.rtc.packets.rtcp.Bye;
import dev.parley.rtc.packets.rtcp.Fir;
import dev.parley.rtc.packets.rtcp.Nack;
import dev.parley.rtc.packets.rtcp.Pli;
import dev.parley.rtc.packets.rtcp.ReceiverReport;
import dev.parley.rtc.packets.rtcp.Remb;
import dev.parley.rtc.packets.rtcp.ReportBlock;
import dev.parley.rtc.packets.rtcp.RtcpCompound;
import dev.parley.rtc.packets.rtcp.RtcpMessage;
import dev.parley.rtc.packets.rtcp.SenderReport;
import dev.parley.rtc.packets.rtcp.SourceDescription;
import dev.parley.rtc.packets.rtcp.TransportFeedback;
import dev.parley.rtc.packets.rtcp.UnknownRtcp;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a client's RTCP means for its session.
final class RtcpReader {
    private final MediaSession session;
    private final Frequent frequent = new Frequent();

    RtcpReader(MediaSession session) {
        this.session = session;
    }

    /// A decrypted compound. What it asks for leaves by `out`.
    void read(MemorySegment slab, long offset, int length, Departure out) {
        FrequentFeedback feedback = session.kit().feedback();
        if (feedback.wrap(slab, offset, length)) {
            feedback.read(frequent.answeringBy(out));
            return;
        }
        for (RtcpMessage message :
                RtcpCompound.parse(slab.asSlice(offset, length)).messages()) {
            read(message, out);
        }
    }

    private void read(RtcpMessage message, Departure out) {
        Downlink downlink = session.downlink();
        switch (message) {
            case SenderReport report -> {
                session.uplink().senderReport(report, out.nowNs());
                reports(report.blocks(), out);
            }
            case ReceiverReport report -> reports(report.blocks(), out);
            case Nack nack -> nack.forEachLost(lost -> lost(nack.mediaSsrc(), lost, out));
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
        for (ReportBlock block : blocks) {
            reported(block.fractionLost(), block.lastSenderReport(), block.delaySinceLastSenderReport(), out);
        }
    }

    private void reported(int fractionLost, int lastSenderReport, int delaySinceIt, Departure out) {
        int now = NtpTime.compact(NtpTime.ofUnixNs(session.kit().unixNs().applyAsLong(out.nowNs())));
        long roundTripUs = ReportBlock.roundTripUs(now, lastSenderReport, delaySinceIt);
        if (roundTripUs >= 0) {
            session.roundTrip(roundTripUs * 1_000);
        }
        session.quality().lost(fractionLost);
        session.downlink().rate().lossReported(fractionLost, out.nowNs());
    }

    private void lost(int mediaSsrc, int sequenceNumber, Departure out) {
        session.downlink().sendAgain(mediaSsrc, sequenceNumber, session.kit().scratch(), out);
    }

    /// Hears of feedback that is not made into records.
    private final class Frequent implements FrequentFeedback.Listener {
        private @Nullable Departure out;

        Frequent answeringBy(Departure way) {
            out = way;
            return this;
        }

        private Departure out() {
            return Objects.requireNonNull(out);
        }

        @Override
        public void reported(int fractionLost, int lastSenderReport, int delaySinceLastSenderReport) {
            RtcpReader.this.reported(fractionLost, lastSenderReport, delaySinceLastSenderReport, out());
        }

        @Override
        public void lost(int mediaSsrc, int sequenceNumber) {
            RtcpReader.this.lost(mediaSsrc, sequenceNumber, out());
        }

        @Override
        public void arrived(Arrivals arrivals) {
            session.downlink().rate().feedback(arrivals, out().nowNs());
        }
    }
}
