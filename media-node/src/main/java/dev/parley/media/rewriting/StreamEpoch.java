package dev.parley.media.rewriting;

/// How one source stream is rewritten into a slot, from the key frame at which the slot switched to it. Offsets are
/// added to what comes in (modulo the field's width).
///
/// @param sourceSsrc the stream that comes in
/// @param firstSequence its unwrapped sequence number at the switch: what is older belongs to nobody
/// @param sequenceOffset from the source's unwrapped sequence number to the slot's
/// @param timestampOffset from the source's RTP timestamp to the slot's
/// @param pictureIdOffset VP8 picture id (RFC 7741 §4.2)
/// @param tl0Offset VP8 TL0PICIDX (RFC 7741 §4.2)
public record StreamEpoch(
        int sourceSsrc,
        long firstSequence,
        long sequenceOffset,
        int timestampOffset,
        int pictureIdOffset,
        int tl0Offset) {
    public long outSequence(long sequence) {
        return sequence + sequenceOffset;
    }

    public int outTimestamp(int timestamp) {
        return timestamp + timestampOffset;
    }
}
