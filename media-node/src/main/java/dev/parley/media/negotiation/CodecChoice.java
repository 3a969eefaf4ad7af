package dev.parley.media.negotiation;

import dev.parley.room.Codec;
import dev.parley.rtc.sdp.MediaSection;
import dev.parley.rtc.sdp.PayloadFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The payload types of one section that the node understands, in the client's order of preference.
///
/// @param codecs one for each codec that both sides know
/// @param formats what the answer says of them
record CodecChoice(List<SlotPlan.SlotCodec> codecs, List<PayloadFormat> formats) {
    private static final Set<String> FEEDBACK = Set.of("nack", "nack pli", "ccm fir", "transport-cc", "goog-remb");

    /// RFC 6184 §8.1, table 5: profile and constraint flags; then the level, which may differ each way.
    private static final Pattern CONSTRAINED_BASELINE =
            Pattern.compile("(?:42[4-7c-f]|4d[89a-f]|58[c-f])0[0-9a-f]{2}", Pattern.CASE_INSENSITIVE);

    /// What an answer keeps of the offer's H264: not the offerer's own parameter sets (RFC 6184 §8.2.2).
    private static final List<String> H264_PARAMETERS =
            List.of("level-asymmetry-allowed", "packetization-mode", "profile-level-id");

    CodecChoice {
        codecs = List.copyOf(codecs);
        formats = List.copyOf(formats);
    }

    /// Refuses a section that offers nothing the node carries.
    static CodecChoice of(MediaSection section) throws NotAcceptable {
        CodecChoice choice = in(section);
        if (choice.isEmpty()) {
            throw unsupported(section);
        }
        return choice;
    }

    static CodecChoice in(MediaSection section) {
        var chosen = new LinkedHashMap<Codec, PayloadFormat>();
        for (PayloadFormat offered : section.payloads()) {
            Codec codec = codec(offered, section.kind());
            if (codec != null && isBetter(offered, chosen.get(codec))) {
                chosen.put(codec, offered);
            }
        }
        var codecs = new ArrayList<SlotPlan.SlotCodec>();
        var formats = new ArrayList<PayloadFormat>();
        chosen.forEach((codec, offered) -> {
            PayloadFormat rtx = rtx(section, offered.payloadType());
            codecs.add(new SlotPlan.SlotCodec(codec, offered.payloadType(), rtx == null ? -1 : rtx.payloadType()));
            formats.add(answered(offered));
            if (rtx != null) {
                formats.add(rtx.with(rtx.parameters(), List.of()));
            }
        });
        return new CodecChoice(codecs, formats);
    }

    boolean isEmpty() {
        return codecs.isEmpty();
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

    /// The node never decodes: what one publisher sends goes to every receiver, so all are led to the one profile that
    /// RFC 7742 §6.2 obliges everybody to decode. Else the client's own order counts.
    private static boolean isBetter(PayloadFormat offered, @Nullable PayloadFormat before) {
        return before == null || (isConstrainedBaseline(offered) && !isConstrainedBaseline(before));
    }

    private static boolean isConstrainedBaseline(PayloadFormat format) {
        return CONSTRAINED_BASELINE
                .matcher(format.parameter("profile-level-id", ""))
                .matches();
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
        return offered.with(parameters(offered), feedback);
    }

    /// What the node itself wants: the client's own limits (`max-fs` of VP8) are those of its decoder.
    private static Map<String, String> parameters(PayloadFormat offered) {
        var ours = new LinkedHashMap<String, String>();
        if (offered.is("opus")) {
            ours.put("minptime", "10");
            ours.put("useinbandfec", "1");
        } else if (offered.is("H264")) {
            ours.putAll(offered.parameters());
            ours.keySet().retainAll(H264_PARAMETERS);
        }
        return ours;
    }

    private static NotAcceptable unsupported(MediaSection section) {
        String offered = section.payloads().stream()
                .map(PayloadFormat::name)
                .filter(name -> !name.isEmpty() && !name.equalsIgnoreCase("rtx"))
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
