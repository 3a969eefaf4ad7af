package dev.parley.media.ingress;

import dev.parley.media.negotiation.ExtensionIds;
import dev.parley.room.Codec;
import dev.parley.rtc.packets.Wire;
import dev.parley.rtc.packets.payload.H264Payload;
import dev.parley.rtc.packets.payload.Vp8Descriptor;
import dev.parley.rtc.packets.rtp.AudioLevel;
import dev.parley.rtc.packets.rtp.RtpPacket;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// One packet of a publisher, decrypted and understood once, on its way to all receivers. Reused: whoever keeps it
/// longer than the turn keeps its sequence number and looks it up in the stream's [PacketCache].
public final class MediaPacket {
    /// A field the packet does not carry.
    public static final int ABSENT = -1;

    /// 64-bit NTP time, as the document behind the extension's URI says.
    private static final int CAPTURE_TIME_BYTES = 8;

    private final Vp8Descriptor vp8 = new Vp8Descriptor();
    private @Nullable PublishedStream stream;
    private MemorySegment slab = MemorySegment.NULL;
    private long payloadOffset;
    private int payloadLength;
    private long sequence;
    private int timestamp;
    private boolean marker;
    private boolean keyframeStart;
    private int audioLevel;
    private int orientation;
    private long captureTimeOffset;
    private int captureTimeLength;

    /// Takes over what the header of a packet says, and where its bytes now lie.
    ///
    /// @param header of a packet that already lies in the stream's cache
    public void read(PublishedStream from, long unwrapped, RtpPacket header, ExtensionIds ids) {
        stream = from;
        slab = header.slab();
        payloadOffset = header.payloadOffset();
        payloadLength = header.payloadLength();
        sequence = unwrapped;
        timestamp = header.timestamp();
        marker = header.marker();
        audioLevel = AudioLevel.read(header, ids.audioLevel());
        orientation = header.extensionLength(ids.videoOrientation()) == 1
                ? Wire.u8(slab, header.extension(ids.videoOrientation()))
                : ABSENT;
        captureTimeOffset = header.extension(ids.absCaptureTime());
        captureTimeLength = header.extensionLength(ids.absCaptureTime());
        keyframeStart = switch (from.codec()) {
            case OPUS -> true;
            case VP8 -> vp8.parse(slab, payloadOffset, payloadLength) && vp8.isKeyFrame();
            case H264 -> H264Payload.startsKeyFrame(slab, payloadOffset, payloadLength);
        };
    }

    public PublishedStream stream() {
        PublishedStream known = stream;
        if (known == null) {
            throw new IllegalStateException("a packet is read before it is used");
        }
        return known;
    }

    public MemorySegment slab() {
        return slab;
    }

    public long payloadOffset() {
        return payloadOffset;
    }

    public int payloadLength() {
        return payloadLength;
    }

    /// Unwrapped to 64 bits.
    public long sequence() {
        return sequence;
    }

    public int timestamp() {
        return timestamp;
    }

    public boolean marker() {
        return marker;
    }

    /// A decoder can begin here. Always so for audio.
    public boolean keyframeStart() {
        return keyframeStart;
    }

    /// Lines of the picture that begins here, or 0 when the packet does not tell.
    public int keyframeHeight() {
        return keyframeStart && isVp8() ? vp8.height() : 0;
    }

    public int pictureId() {
        return isVp8() && payloadLength > 0 ? Math.max(0, vp8.pictureId()) : 0;
    }

    public int tl0() {
        return isVp8() && payloadLength > 0 ? Math.max(0, vp8.tl0PicIdx()) : 0;
    }

    /// RFC 6464, as on the wire, or [#ABSENT].
    public int audioLevel() {
        return audioLevel;
    }

    /// 3GPP TS 26.114 §7.4.5 coordination of video orientation, or [#ABSENT].
    public int orientation() {
        return orientation;
    }

    /// When the frame was captured, by the publisher's clock: whether the packet says it. Browsers do so now and then,
    /// and reckon between.
    public boolean hasCaptureTime() {
        return captureTimeLength == CAPTURE_TIME_BYTES || captureTimeLength == 2 * CAPTURE_TIME_BYTES;
    }

    /// Where it lies in the slab.
    public long captureTimeOffset() {
        return captureTimeOffset;
    }

    /// Twice as long where an offset between two clocks follows.
    public int captureTimeLength() {
        return captureTimeLength;
    }

    public boolean isVp8() {
        return stream().codec() == Codec.VP8;
    }

    public Vp8Descriptor vp8() {
        return vp8;
    }
}
