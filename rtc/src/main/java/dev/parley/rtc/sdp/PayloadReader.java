package dev.parley.rtc.sdp;

import dev.parley.rtc.sdp.SdpResult.Defect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects the payload types of one section. Their attributes come in any order: Chromium writes rtpmap first,
/// Firefox fmtp. Attributes of a type the `m=` line does not list are stepped over (RFC 8866 §6.6).
final class PayloadReader {
    static final int MAX_PAYLOAD_TYPE = 127;

    /// Browsers say six. A wildcard is multiplied by up to 128 types, so it needs a bound.
    static final int MAX_FEEDBACK = 32;

    private static final int MAX_CHANNELS = 255;
    private static final String EVERY_TYPE = "*";

    private final Map<Integer, Draft> drafts = new LinkedHashMap<>();
    private final Set<String> feedbackOfAll = new LinkedHashSet<>();

    private static final class Draft {
        private String name = "";
        private int clockRate;
        private int channels = 1;
        private final Map<String, String> parameters = new LinkedHashMap<>();
        private final Set<String> feedback = new LinkedHashSet<>();
    }

    /// False when it is no payload type, or was listed before.
    boolean list(String payloadType) {
        int type = (int) SdpReader.number(payloadType, MAX_PAYLOAD_TYPE);
        return type >= 0 && drafts.putIfAbsent(type, new Draft()) == null;
    }

    /// `96 VP8/90000`, `111 opus/48000/2`.
    Defect rtpmap(String argument) {
        List<String> words = SdpReader.words(argument);
        int type = typeOf(words);
        List<String> encoding = words.size() == 2 ? List.of(words.get(1).split("/", -1)) : List.of();
        if (type < 0
                || encoding.size() < 2
                || encoding.size() > 3
                || encoding.getFirst().isEmpty()) {
            return Defect.BAD_PAYLOAD;
        }
        long clockRate = SdpReader.number(encoding.get(1), Integer.MAX_VALUE);
        long channels = encoding.size() < 3 ? 1 : SdpReader.number(encoding.get(2), MAX_CHANNELS);
        if (clockRate < 1 || channels < 1) {
            return Defect.BAD_PAYLOAD;
        }
        Draft draft = drafts.get(type);
        if (draft != null) {
            draft.name = encoding.getFirst();
            draft.clockRate = (int) clockRate;
            draft.channels = (int) channels;
        }
        return Defect.NONE;
    }

    /// `96 max-fs=12288;max-fr=60`, `63 111/111`, `101 0-15`.
    Defect fmtp(String argument) {
        String[] typeAndRest = argument.strip().split("\\s+", 2);
        int type = (int) SdpReader.number(typeAndRest[0], MAX_PAYLOAD_TYPE);
        if (type < 0) {
            return Defect.BAD_PAYLOAD;
        }
        Draft draft = drafts.get(type);
        if (draft != null && typeAndRest.length == 2) {
            for (String parameter : typeAndRest[1].split(";", -1)) {
                addParameter(draft, parameter.strip());
            }
        }
        return Defect.NONE;
    }

    private static void addParameter(Draft draft, String parameter) {
        int equals = parameter.indexOf('=');
        String key = equals < 0 ? parameter : parameter.substring(0, equals).strip();
        if (!key.isEmpty()) {
            draft.parameters.put(
                    key, equals < 0 ? "" : parameter.substring(equals + 1).strip());
        }
    }

    /// `96 nack pli`, `* transport-cc`.
    Defect feedback(String argument) {
        List<String> words = SdpReader.words(argument);
        boolean isForAll = words.getFirst().equals(EVERY_TYPE);
        if (words.size() < 2 || (!isForAll && typeOf(words) < 0)) {
            return Defect.BAD_PAYLOAD;
        }
        Draft listed = drafts.getOrDefault(typeOf(words), new Draft()); // what is not listed is said to nobody
        Set<String> kinds = isForAll ? feedbackOfAll : listed.feedback;
        kinds.add(String.join(" ", words.subList(1, words.size())));
        return mostFeedback() > MAX_FEEDBACK ? Defect.BAD_PAYLOAD : Defect.NONE;
    }

    private int mostFeedback() {
        int most = 0;
        for (Draft draft : drafts.values()) {
            most = Math.max(most, draft.feedback.size());
        }
        return most + feedbackOfAll.size();
    }

    private static int typeOf(List<String> words) {
        return (int) SdpReader.number(words.getFirst(), MAX_PAYLOAD_TYPE);
    }

    List<PayloadFormat> finish() {
        List<PayloadFormat> formats = new ArrayList<>(drafts.size());
        drafts.forEach((type, draft) -> {
            draft.feedback.addAll(feedbackOfAll);
            formats.add(new PayloadFormat(
                    type, draft.name, draft.clockRate, draft.channels, draft.parameters, List.copyOf(draft.feedback)));
        });
        return formats;
    }
}
