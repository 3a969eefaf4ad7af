package dev.parley.rtc.client.offer;

import dev.parley.rtc.sdp.PayloadFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How media is encoded, with the payload types this client gives it in every offer: those of Chromium, so that
/// captures read alike.
public enum Encoding {
    OPUS("opus", 111, 0),
    VP8("VP8", 96, 97),
    H264("H264", 102, 103);

    private static final int VIDEO_CLOCK = 90_000;
    private static final int OPUS_CLOCK = 48_000;
    private static final List<String> VIDEO_FEEDBACK = List.of("transport-cc", "ccm fir", "nack", "nack pli");

    private final String sdpName;
    private final int payloadType;
    private final int rtxPayloadType;

    Encoding(String sdpName, int payloadType, int rtxPayloadType) {
        this.sdpName = sdpName;
        this.payloadType = payloadType;
        this.rtxPayloadType = rtxPayloadType;
    }

    public String sdpName() {
        return sdpName;
    }

    public int payloadType() {
        return payloadType;
    }

    /// 0 when it is never retransmitted.
    public int rtxPayloadType() {
        return rtxPayloadType;
    }

    public boolean isAudio() {
        return this == OPUS;
    }

    /// Ticks of its timestamps in a second.
    public int clockRate() {
        return isAudio() ? OPUS_CLOCK : VIDEO_CLOCK;
    }

    /// Which encoding a payload type of our offer stands for, retransmitted or not; empty when it is none of ours.
    public static Optional<Encoding> ofPayloadType(int payloadType) {
        return switch (payloadType) {
            case 111 -> Optional.of(OPUS);
            case 96, 97 -> Optional.of(VP8);
            case 102, 103 -> Optional.of(H264);
            default -> Optional.empty();
        };
    }

    /// As the offer lists it: the format, and its retransmissions (RFC 4588 §8.6).
    List<PayloadFormat> formats() {
        return switch (this) {
            case OPUS ->
                List.of(new PayloadFormat(
                        payloadType,
                        sdpName,
                        OPUS_CLOCK,
                        2,
                        Map.of("minptime", "10", "useinbandfec", "1"),
                        List.of("transport-cc")));
            case VP8 -> List.of(video(Map.of()), rtx());
            case H264 ->
                List.of(
                        video(Map.of(
                                "level-asymmetry-allowed", "1",
                                "packetization-mode", "1",
                                "profile-level-id", "42e01f")),
                        rtx());
        };
    }

    private PayloadFormat video(Map<String, String> parameters) {
        return new PayloadFormat(payloadType, sdpName, VIDEO_CLOCK, 1, parameters, VIDEO_FEEDBACK);
    }

    private PayloadFormat rtx() {
        Map<String, String> parameters = Map.of("apt", Integer.toString(payloadType));
        return new PayloadFormat(rtxPayloadType, "rtx", VIDEO_CLOCK, 1, parameters, List.of());
    }
}
