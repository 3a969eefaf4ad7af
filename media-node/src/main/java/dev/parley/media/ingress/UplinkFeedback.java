package dev.parley.media.ingress;

import dev.parley.rtc.packets.rtcp.Nack;
import dev.parley.rtc.packets.rtcp.Pli;
import dev.parley.rtc.packets.rtcp.ReceiverReport;
import dev.parley.rtc.packets.rtcp.ReportBlock;
import dev.parley.rtc.packets.rtcp.RtcpMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a publisher is told: what is missing, who needs a key frame, how it arrives, and when (transport-cc).
public final class UplinkFeedback {
    /// Receiver reports, every second (RFC 3550 §6.2 allows more, nobody needs it).
    static final long REPORT_NS = 1_000_000_000;

    /// Transport feedback: often enough for an estimator, rare enough to cost a publisher below 20 kbit/s.
    static final long TRANSPORT_NS = 50_000_000;

    /// Most sequence numbers asked for at once.
    static final int NACKED = 64;

    private final Uplink uplink;
    private final int senderSsrc;
    private final int[] lost = new int[NACKED];
    private long reportNs;
    private long transportNs;

    public UplinkFeedback(Uplink uplink, int senderSsrc) {
        this.uplink = uplink;
        this.senderSsrc = senderSsrc;
    }

    /// Adds all that is due now to `messages`: nothing, most of the time and for whoever only receives.
    public void addDue(List<RtcpMessage> messages, long nowNs, long rttNs) {
        if (uplink.streams().isEmpty()) {
            return;
        }
        for (int i = 0; i < uplink.streams().size(); i++) {
            PublishedStream stream = uplink.streams().get(i);
            if (stream.losses.anyMissing() && !stream.codec().isAudio()) {
                int count = stream.losses.due(lost, nowNs, rttNs);
                if (count > 0) {
                    messages.add(Nack.of(senderSsrc, stream.plan().ssrc(), Arrays.copyOf(lost, count)));
                }
            }
            if (!stream.codec().isAudio() && stream.keyframes().take(nowNs)) {
                messages.add(new Pli(senderSsrc, stream.plan().ssrc()));
            }
        }
        if (nowNs - transportNs >= TRANSPORT_NS) {
            transportNs = nowNs;
            messages.addAll(uplink.arrivals().build(senderSsrc, mediaSsrc()));
        }
        if (nowNs - reportNs >= REPORT_NS) {
            reportNs = nowNs;
            messages.addFirst(new ReceiverReport(senderSsrc, blocks(nowNs)));
        }
    }

    private int mediaSsrc() {
        return uplink.streams().isEmpty()
                ? 0
                : uplink.streams().getFirst().plan().ssrc();
    }

    private List<ReportBlock> blocks(long nowNs) {
        var blocks = new ArrayList<ReportBlock>();
        for (PublishedStream stream : uplink.streams()) {
            ReceptionStats seen = stream.reception;
            if (seen.any()) {
                long delayNs = stream.senderReportNs == 0 ? 0 : nowNs - stream.senderReportNs;
                blocks.add(new ReportBlock(
                        stream.plan().ssrc(),
                        seen.takeFractionLost(),
                        seen.cumulativeLost(),
                        seen.extendedHighest(),
                        seen.jitter(),
                        stream.senderReportMiddle,
                        (int) (delayNs * 65_536 / 1_000_000_000)));
            }
        }
        return blocks;
    }
}
