package dev.parley.media.world;

import dev.parley.rtc.packets.payload.Vp8Descriptor;
import dev.parley.rtc.packets.rtp.RtpPacket;
import dev.parley.rtc.packets.rtp.SequenceUnwrapper;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/// Whoever watches: puts the slot's packets in order, unwraps retransmissions and asks for what is missing.
final class Receiver {
    /// One packet as it came out: which of the publisher's packets it was, and how it was numbered.
    record Seen(int layer, int original, int timestamp, int pictureId, int tl0, boolean startsFrame, boolean key) {}

    private final NavigableMap<Long, Seen> seen = new TreeMap<>();
    private final List<String> contradictions = new ArrayList<>();
    private final SequenceUnwrapper sequences = new SequenceUnwrapper();
    private final RtpPacket header = new RtpPacket();
    private final Vp8Descriptor vp8 = new Vp8Descriptor();
    private final int rtxSsrc;

    Receiver(int rtxSsrc) {
        this.rtxSsrc = rtxSsrc;
    }

    NavigableMap<Long, Seen> seen() {
        return seen;
    }

    List<String> contradictions() {
        return contradictions;
    }

    /// A decrypted packet.
    void receive(byte[] bytes) {
        byte[] packet = bytes;
        header.wrap(MemorySegment.ofArray(packet), 0, packet.length);
        if (header.ssrc() == rtxSsrc) {
            packet = unwrap(packet);
            header.wrap(MemorySegment.ofArray(packet), 0, packet.length);
        }
        vp8.parse(header.slab(), header.payloadOffset(), header.payloadLength());
        ByteBuffer tail = ByteBuffer.wrap(packet, packet.length - 8, 8);
        var one = new Seen(
                tail.getInt(),
                tail.getInt(),
                header.timestamp(),
                vp8.pictureId(),
                vp8.tl0PicIdx(),
                vp8.startsFrame(),
                vp8.isKeyFrame());
        Seen before = seen.put(sequences.unwrap(header.sequenceNumber()), one);
        if (before != null && !before.equals(one)) {
            contradictions.add(before + " and " + one + " under one number");
        }
    }

    private byte[] unwrap(byte[] rtx) {
        int at = header.headerLength();
        ByteBuffer out = ByteBuffer.allocate(rtx.length - 2);
        out.put(rtx, 0, at).put(rtx, at + 2, rtx.length - at - 2);
        out.put(2, rtx[at]).put(3, rtx[at + 1]);
        return out.array();
    }

    /// Tells every number that is missing between the first and the newest.
    void missing(IntConsumer ask) {
        for (long number : gaps()) {
            ask.accept((int) number & 0xFFFF);
        }
    }

    List<Long> gaps() {
        var gaps = new ArrayList<Long>();
        if (!seen.isEmpty()) {
            for (long number = seen.firstKey(); number < seen.lastKey(); number++) {
                if (!seen.containsKey(number)) {
                    gaps.add(number);
                }
            }
        }
        return gaps;
    }
}
