package dev.parley.media.ingress;

import dev.parley.media.negotiation.ExtensionIds;
import dev.parley.media.negotiation.PublishPlan;
import dev.parley.media.negotiation.SessionPlan;
import dev.parley.room.Source;
import dev.parley.rtc.packets.rtp.RtpPacket;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Which section and layer an SSRC belongs to (RFC 8843 §9.2, RFC 8852): first by the SSRC lines of the offer, then by
/// the packet's mid and rid, then, for clients that tell neither, by being the only section of its kind.
final class StreamResolver {
    private final SessionPlan plan;

    StreamResolver(SessionPlan plan) {
        this.plan = plan;
    }

    int layersOf(Source source) {
        for (PublishPlan publish : plan.publishes()) {
            if (publish.source() == source) {
                return Math.max(1, publish.rids().size());
            }
        }
        return 1;
    }

    @Nullable
    StreamPlan resolve(RtpPacket packet, boolean audio) {
        for (PublishPlan publish : plan.publishes()) {
            for (PublishPlan.SsrcPair pair : publish.ssrcs()) {
                if (pair.primary() == packet.ssrc()) {
                    return new StreamPlan(packet.ssrc(), pair.rtx(), publish.source(), 0, "");
                }
            }
        }
        ExtensionIds ids = plan.extensions();
        String mid = text(packet, ids.mid());
        PublishPlan publish = mid != null ? plan.publish(mid) : only(audio);
        if (publish == null) {
            return null;
        }
        String rid = text(packet, ids.rid());
        if (publish.rids().isEmpty()) {
            return new StreamPlan(packet.ssrc(), 0, publish.source(), 0, "");
        }
        int layer = rid == null ? -1 : publish.rids().indexOf(rid);
        return rid == null || layer < 0 ? null : new StreamPlan(packet.ssrc(), 0, publish.source(), layer, rid);
    }

    /// Whether this retransmission is of that stream, by its repaired rid, or by its mid where there are no rids.
    boolean repairs(RtpPacket rtx, StreamPlan stream) {
        ExtensionIds ids = plan.extensions();
        String repaired = text(rtx, ids.repairedRid());
        String mid = text(rtx, ids.mid());
        PublishPlan publish = mid == null ? null : plan.publish(mid);
        if (publish == null || publish.source() != stream.source()) {
            return false;
        }
        return publish.rids().isEmpty() ? stream.rtxSsrc() == 0 : stream.rid().equals(repaired);
    }

    private @Nullable PublishPlan only(boolean audio) {
        PublishPlan found = null;
        for (PublishPlan publish : plan.publishes()) {
            if (publish.source().isAudio() == audio) {
                if (found != null) {
                    return null;
                }
                found = publish;
            }
        }
        return found;
    }

    private static @Nullable String text(RtpPacket packet, int id) {
        int length = packet.extensionLength(id);
        if (id == 0 || length <= 0) {
            return null;
        }
        var bytes = new byte[length];
        MemorySegment.copy(packet.slab(), ValueLayout.JAVA_BYTE, packet.extension(id), bytes, 0, length);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
