package dev.parley.rtc.packets.feedback;

import dev.parley.rtc.packets.rtcp.Nack;
import dev.parley.rtc.packets.rtcp.ReceiverReport;
import dev.parley.rtc.packets.rtcp.RtcpCompound;
import dev.parley.rtc.packets.rtcp.RtcpMessage;
import dev.parley.rtc.packets.rtcp.TransportFeedback;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// What a compound says, as lines: by its records, or by reading it where it lies.
final class Told implements FrequentFeedback.Listener {
    final List<String> lines = new ArrayList<>();

    /// Null when the reader leaves the compound to the records.
    static List<String> inPlace(FrequentFeedback reader, MemorySegment slab, long offset, int length) {
        Told told = new Told();
        if (!reader.wrap(slab, offset, length)) {
            return null;
        }
        reader.read(told);
        return told.lines;
    }

    /// Null when it is malformed, or holds what is not frequent.
    static List<String> byRecords(MemorySegment datagram) {
        RtcpCompound compound = RtcpCompound.parse(datagram);
        Told told = new Told();
        if (compound.defect() != RtcpCompound.Defect.NONE) {
            return null;
        }
        return compound.messages().stream().allMatch(told::isTold) ? told.lines : null;
    }

    private boolean isTold(RtcpMessage message) {
        switch (message) {
            case ReceiverReport report ->
                report.blocks()
                        .forEach(block -> reported(
                                block.fractionLost(), block.lastSenderReport(), block.delaySinceLastSenderReport()));
            case Nack nack -> nack.forEachLost(lost -> lost(nack.mediaSsrc(), lost));
            case TransportFeedback feedback -> arrived(feedback);
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void reported(int fractionLost, int lastSenderReport, int delaySinceLastSenderReport) {
        lines.add("report " + fractionLost + " " + lastSenderReport + " " + delaySinceLastSenderReport);
    }

    @Override
    public void lost(int mediaSsrc, int sequenceNumber) {
        lines.add("lost " + mediaSsrc + " " + sequenceNumber);
    }

    @Override
    public void arrived(Arrivals arrivals) {
        var line = new StringBuilder("arrivals since " + arrivals.referenceTimeUs());
        for (int i = 0; i < arrivals.count(); i++) {
            line.append(' ')
                    .append(arrivals.sequenceNumber(i))
                    .append(arrivals.received(i) ? "+" + arrivals.deltaUs(i) : " lost");
        }
        lines.add(line.toString());
    }
}
