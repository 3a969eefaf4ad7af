package dev.parley.rtc.packets.payload;

/// What a forwarder wants to know of an Opus payload, RFC 7587.
public final class OpusPayload {
    /// A TOC byte and at most one byte: RFC 6716 §3.1 has no coded sound in so little, and encoders in DTX (RFC
    /// 7587 §3.1.3) send exactly this every 400 ms to keep the stream alive.
    private static final int MAX_DTX_BYTES = 2;

    private OpusPayload() {}

    /// Whether the packet is a sign of life in silence: nothing to hear, nobody speaking.
    public static boolean isDtx(int payloadLength) {
        return payloadLength <= MAX_DTX_BYTES;
    }
}
