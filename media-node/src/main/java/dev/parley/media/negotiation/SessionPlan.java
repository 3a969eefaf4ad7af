package dev.parley.media.negotiation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one offer and one answer agreed on. It never changes for the life of the session (ADR-0001).
///
/// @param reducedSizeRtcp whether RFC 5506 was agreed
/// @param feedbackSsrc the sender SSRC of all our RTCP but sender reports
public record SessionPlan(
        List<PublishPlan> publishes,
        List<SlotPlan> slots,
        List<PayloadBinding> payloads,
        ExtensionIds extensions,
        boolean reducedSizeRtcp,
        int feedbackSsrc) {
    public SessionPlan {
        publishes = List.copyOf(publishes);
        slots = List.copyOf(slots);
        payloads = List.copyOf(payloads);
    }

    public @Nullable PayloadBinding payload(int payloadType) {
        for (int i = 0; i < payloads.size(); i++) { // a handful: a scan allocates nothing
            if (payloads.get(i).payloadType() == payloadType) {
                return payloads.get(i);
            }
        }
        return null;
    }

    public @Nullable PublishPlan publish(String mid) {
        for (PublishPlan plan : publishes) {
            if (plan.mid().equals(mid)) {
                return plan;
            }
        }
        return null;
    }

    /// The bundle's first section, by which candidates are told (RFC 8843 §7.1.1).
    public @Nullable String firstMid() {
        if (!publishes.isEmpty()) {
            return publishes.getFirst().mid();
        }
        return slots.isEmpty() ? null : slots.getFirst().mid();
    }
}
