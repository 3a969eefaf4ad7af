package dev.parley.media.egress;

import dev.parley.rtc.packets.NtpTime;
import dev.parley.rtc.packets.rtcp.RtcpMessage;
import dev.parley.rtc.packets.rtcp.SenderReport;
import dev.parley.rtc.packets.rtcp.SourceDescription;
import java.util.List;

/// Tells a receiver which moment each slot's RTP clock shows (RFC 3550 §6.4.1), in one wall clock for all slots: so
/// a face and its voice stay together, whichever slots they are in and whatever was switched.
public final class SenderReports {
    static final long REPORT_NS = 1_000_000_000;

    /// One name for all slots: they share a clock (RFC 7022).
    public static final String CNAME = "parley";

    private final Downlink downlink;
    private final SourceDescription name;
    private long reportNs;

    public SenderReports(Downlink downlink, int feedbackSsrc) {
        this.downlink = downlink;
        this.name = SourceDescription.of(feedbackSsrc, CNAME);
    }

    /// Adds the reports that are due to `messages`: none, most of the time.
    public void addDue(List<RtcpMessage> messages, long unixNs, long nowNs) {
        if (nowNs - reportNs < REPORT_NS) {
            return;
        }
        reportNs = nowNs;
        boolean any = false;
        for (Slot slot : downlink.slots()) {
            if (slot.current() != null && slot.packets() > 0) {
                any = true;
                messages.add(new SenderReport(
                        slot.plan().ssrc(),
                        NtpTime.ofUnixNs(unixNs),
                        slot.timestampAt(nowNs),
                        (int) slot.packets(),
                        (int) slot.octets(),
                        List.of()));
            }
        }
        if (any) {
            messages.add(name);
        }
    }
}
