package dev.parley.media.negotiation;

import dev.parley.rtc.packets.rtp.HeaderExtension;
import dev.parley.rtc.sdp.Direction;
import dev.parley.rtc.sdp.ExtMap;
import dev.parley.rtc.sdp.MediaSection;
import dev.parley.rtc.sdp.PayloadFormat;
import dev.parley.rtc.sdp.Rid;
import dev.parley.rtc.sdp.SessionDescription;
import java.util.Locale;
import java.util.stream.Collectors;

/// What was agreed, one line a section: what the answer says, then, behind `=>`, what the plan makes of it.
/// ```
/// 1 video recvonly | VP8 96+97, H264 108+109 | h;m;l | 4 mid, 10 rid | => camera l,m,h
/// ```
final class Minutes {
    private Minutes() {}

    static String of(Negotiator.Outcome outcome) {
        return switch (outcome) {
            case Negotiator.Refused(var why) -> why.status() + " " + why.code() + ": " + why.value();
            case Negotiator.Agreed agreed ->
                Offers.parsed(agreed.answer()).media().stream()
                        .map(section -> line(section, agreed.plan()))
                        .collect(Collectors.joining("\n", "", "\n"));
        };
    }

    private static String line(MediaSection section, SessionPlan plan) {
        String head = section.mid() + " " + section.kind().text() + " "
                + (section.isRejected() ? "refused" : section.direction().text());
        if (section.isRejected()) {
            return head;
        }
        String layers = section.simulcast() == null
                ? "-"
                : String.join(
                        ";",
                        section.simulcast().receive().stream()
                                .map(choices -> choices.getFirst().rid())
                                .toList());
        assert section.rids().stream().map(Rid::direction).allMatch(Direction.RECVONLY::equals);
        return String.join(" | ", head, formats(section), layers, extensions(section), "=> " + planned(section, plan))
                .strip();
    }

    private static String formats(MediaSection section) {
        return section.payloads().stream()
                .filter(format -> !format.is("rtx"))
                .map(format -> format.name() + " " + format.payloadType() + rtx(section, format))
                .collect(Collectors.joining(", "));
    }

    private static String rtx(MediaSection section, PayloadFormat of) {
        return section.payloads().stream()
                .filter(format -> format.is("rtx"))
                .filter(format -> format.associatedPayloadType().orElse(-1) == of.payloadType())
                .map(format -> "+" + format.payloadType())
                .collect(Collectors.joining());
    }

    private static String extensions(MediaSection section) {
        return section.extensions().stream().map(Minutes::extension).collect(Collectors.joining(", "));
    }

    private static String extension(ExtMap agreed) {
        String way = agreed.direction() == Direction.SENDRECV
                ? ""
                : "/" + agreed.direction().text();
        HeaderExtension known = HeaderExtension.ofUri(agreed.uri()).orElseThrow();
        return agreed.id() + way + " " + known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String planned(MediaSection section, SessionPlan plan) {
        PublishPlan publish = plan.publish(section.mid());
        if (publish != null) {
            String ssrcs = publish.ssrcs().stream()
                    .map(pair -> " " + Integer.toUnsignedString(pair.primary())
                            + (pair.rtx() == 0 ? "" : "+" + Integer.toUnsignedString(pair.rtx())))
                    .collect(Collectors.joining());
            String rids = publish.rids().isEmpty() ? "" : " " + String.join(",", publish.rids());
            return publish.source().name().toLowerCase(Locale.ROOT) + rids + ssrcs;
        }
        return plan.slots().stream()
                .filter(slot -> slot.mid().equals(section.mid()))
                .map(slot -> slot.rtxSsrc() == 0 ? "slot" : "slot with rtx")
                .collect(Collectors.joining());
    }

    static SessionDescription answer(Negotiator.Outcome outcome) {
        return switch (outcome) {
            case Negotiator.Agreed agreed -> Offers.parsed(agreed.answer());
            case Negotiator.Refused refused -> throw new AssertionError(refused);
        };
    }

    static SessionPlan plan(Negotiator.Outcome outcome) {
        return switch (outcome) {
            case Negotiator.Agreed agreed -> agreed.plan();
            case Negotiator.Refused refused -> throw new AssertionError(refused);
        };
    }
}
