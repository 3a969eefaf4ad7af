package dev.parley.media.negotiation;

import dev.parley.room.Codec;
import dev.parley.rtc.sdp.MediaSection;
import dev.parley.rtc.sdp.PayloadFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The payload types of one section that the node understands, in the client's order of preference.
///
/// @param codecs one for each codec that both sides know
/// @param formats what the answer says of them
record CodecChoice(List<SlotPlan.SlotCodec> codecs, List<PayloadFormat> formats) {
    private static final Set<String> FEEDBACK = Set.of("nack", "nack pli", "ccm fir", "transport-cc", "goog-remb");

    CodecChoice {
        codecs = List.copyOf(codecs);
        formats = List.copyOf(formats);
    }

    static CodecChoice of(MediaSection section) throws NotAcceptable {
        var codecs = new ArrayList<SlotPlan.SlotCodec>();
        var formats = new ArrayList<PayloadFormat>();
        for (PayloadFormat offered : section.payloads()) {
            Codec codec = codec(offered, section.kind());
            if (codec == null || codecs.stream().anyMatch(known -> known.codec() == codec)) {
                continue;
            }
            PayloadFormat rtx = rtx(section, offered.payloadType());
            codecs.add(new SlotPlan.SlotCodec(codec, offered.payloadType(), rtx == null ? -1 : rtx.payloadType()));
            formats.add(answered(offered));
            if (rtx != null) {
                formats.add(rtx.with(rtx.parameters(), List.of()));
            }
        }
        if (codecs.isEmpty()) {
            throw unsupported(section);
        }
        return new CodecChoice(codecs, formats);
    }

    private static @Nullable Codec codec(PayloadFormat format, MediaSection.Kind kind) {
        if (kind == MediaSection.Kind.AUDIO) {
            return format.is("opus") && format.clockRate() == 48_000 ? Codec.OPUS : null;
        }
        if (format.is("VP8")) {
            return Codec.VP8;
        }
        // Mode 0 (one NAL unit a packet) cannot carry a large key frame; browsers offer both (RFC 6184 §6.2).
        boolean fragments = format.parameter("packetization-mode", "0").equals("1");
        return format.is("H264") && fragments ? Codec.H264 : null;
    }

    private static @Nullable PayloadFormat rtx(MediaSection section, int payloadType) {
        return section.payloads().stream()
                .filter(format -> format.is("rtx"))
                .filter(format -> format.associatedPayloadType().orElse(-1) == payloadType)
                .findFirst()
                .orElse(null);
    }

    private static PayloadFormat answered(PayloadFormat offered) {
        List<String> feedback =
                offered.feedback().stream().filter(FEEDBACK::contains).toList();
        Map<String, String> parameters =
                offered.is("opus") ? Map.of("minptime", "10", "useinbandfec", "1") : offered.parameters();
        return offered.with(parameters, feedback);
    }

    private static NotAcceptable unsupported(MediaSection section) {
        String offered = section.payloads().stream()
                .map(PayloadFormat::name)
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        boolean audio = section.kind() == MediaSection.Kind.AUDIO;
        return new NotAcceptable(
                "unsupported-codec",
                "Section '" + section.mid() + "' offers no codec that this node carries.",
                offered,
                audio ? "opus/48000" : "VP8, H264 with packetization-mode=1");
    }
}
