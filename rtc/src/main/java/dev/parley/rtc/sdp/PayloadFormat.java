package dev.parley.rtc.sdp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// One payload type of a section: `a=rtpmap`, `a=fmtp` and `a=rtcp-fb` together. RFC 8866 §6.6, §6.15; RFC 4585 §4.2.
///
/// @param name as written (`VP8`, `opus`); empty for a static type that has no rtpmap
/// @param clockRate 0 where there is no rtpmap
/// @param channels 1 unless it says more
/// @param parameters in their order; one without `=` (as `111/111` of red) has an empty value
/// @param feedback as written behind the type: `nack`, `nack pli`, `ccm fir`, `transport-cc`
public record PayloadFormat(
        int payloadType,
        String name,
        int clockRate,
        int channels,
        Map<String, String> parameters,
        List<String> feedback) {
    public PayloadFormat {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters)); // Map.copyOf forgets the order
        feedback = List.copyOf(feedback);
    }

    /// Names of encodings are compared without case, RFC 8866 §6.6.
    public boolean is(String encoding) {
        return name.equalsIgnoreCase(encoding);
    }

    public String parameter(String key, String fallback) {
        return parameters.getOrDefault(key, fallback);
    }

    /// For rtx (RFC 4588 §8.1): the payload type it retransmits.
    public OptionalInt associatedPayloadType() {
        int type = (int) SdpReader.number(parameter("apt", ""), PayloadReader.MAX_PAYLOAD_TYPE);
        return type < 0 ? OptionalInt.empty() : OptionalInt.of(type);
    }

    /// The same payload type with other parameters and feedback: what an answer keeps of an offer.
    public PayloadFormat with(Map<String, String> otherParameters, List<String> otherFeedback) {
        return new PayloadFormat(payloadType, name, clockRate, channels, otherParameters, otherFeedback);
    }
}
