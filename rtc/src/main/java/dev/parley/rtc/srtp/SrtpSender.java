package dev.parley.rtc.srtp;

import static dev.parley.rtc.srtp.SrtpCiphers.Direction.SEAL;

import dev.parley.rtc.srtp.SrtpMasterKey.SessionKeys;
import dev.parley.rtc.srtp.StreamTable.IndexWindow;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// Encrypts what one session sends. Owned by one loop at a time; leaves no garbage.
///
/// An index is never used twice: under GCM a repeated nonce gives the authentication key away. A repeat is
/// a bug of the caller's and is refused with an exception, before anything is encrypted.
public final class SrtpSender implements AutoCloseable {
    /// RFC 3711 §9.2: a master key protects at most 2^31 SRTCP packets.
    static final long MAX_RTCP_INDEX = (1L << 31) - 1;

    private static final int BEYOND_LIMIT = -1;

    private final SrtpProfile profile;
    private final SrtpTransform rtp;
    private final SrtpTransform rtcp;
    private final StreamTable rtpStreams;
    private final StreamTable rtcpStreams;
    private final PacketRegion packet = new PacketRegion();
    /// How far beyond its beginning a new stream may go; 0: as far as it likes.
    private int horizon;

    public SrtpSender(SrtpCiphers ciphers, SrtpProfile profile, SrtpMasterKey master, SrtpState state) {
        this.profile = profile;
        this.rtp = SrtpTransform.of(ciphers, SessionKeys.forRtp(profile, master), SEAL);
        this.rtcp = SrtpTransform.of(ciphers, SessionKeys.forRtcp(profile, master), SEAL);
        this.rtpStreams = StreamTable.restored(state.rtp());
        this.rtcpStreams = StreamTable.restored(state.rtcp());
    }

    /// Protects an RTP packet in place and returns its new length. The slab needs
    /// [SrtpProfile#rtpOverheadBytes] of room behind it. Negative when the packet lies beyond the limit:
    /// then it is as it was.
    public int protect(MemorySegment slab, long offset, int length) {
        Objects.checkFromIndexSize(offset, length + profile.rtpOverheadBytes(), slab.byteSize());
        if (!packet.wrapRtp(slab, offset, length, 0)) {
            throw new IllegalArgumentException("not an RTP packet: " + length + " bytes at " + offset);
        }
        IndexWindow window = window(rtpStreams);
        long index = window.indexOf(packet.sequenceNumber());
        if (isBeyond(window, index)) {
            return BEYOND_LIMIT;
        }
        if (!window.admits(index)) {
            throw new IllegalStateException("RTP index used twice: SSRC " + Integer.toUnsignedString(packet.ssrc())
                    + " index " + index + " (highest: " + window.highest() + ")");
        }
        window.note(index);
        packet.setIndex(index);
        return rtp.protectRtp(packet);
    }

    /// Protects an RTCP compound in place and returns its new length. The slab needs
    /// [SrtpProfile#rtcpOverheadBytes] of room behind it. Negative when it lies beyond the limit: then it
    /// is as it was.
    public int protectRtcp(MemorySegment slab, long offset, int length) {
        Objects.checkFromIndexSize(offset, length + profile.rtcpOverheadBytes(), slab.byteSize());
        if (!packet.wrapRtcp(slab, offset, length, 0)) {
            throw new IllegalArgumentException("not an RTCP packet: " + length + " bytes at " + offset);
        }
        IndexWindow window = window(rtcpStreams);
        long index = window.highest() + 1;
        if (index > MAX_RTCP_INDEX) {
            throw new IllegalStateException("SRTCP indexes used up: SSRC " + Integer.toUnsignedString(packet.ssrc()));
        }
        if (isBeyond(window, index)) {
            return BEYOND_LIMIT;
        }
        window.note(index);
        packet.setIndex(index);
        return rtcp.protectRtcp(packet);
    }

    private boolean isBeyond(IndexWindow window, long index) {
        if (window.highest() < 0 && horizon > 0 && window.limit() == Long.MAX_VALUE) {
            window.limit(index + horizon - 1);
        }
        return index > window.limit();
    }

    /// From now on every stream may go `beyond` indexes further than it was in `base`, and a stream that
    /// begins later may use as many: whoever goes on from `base` by [SrtpState#ahead] of as many uses none
    /// of them.
    public void limit(SrtpState base, int beyond) {
        horizon = beyond;
        rtpStreams.limit(base.rtp(), beyond);
        rtcpStreams.limit(base.rtcp(), beyond);
    }

    public void unlimit() {
        horizon = 0;
        rtpStreams.unlimit();
        rtcpStreams.unlimit();
    }

    private IndexWindow window(StreamTable streams) {
        IndexWindow known = streams.find(packet.ssrc());
        if (known != null) {
            return known;
        }
        if (streams.isFull()) {
            throw new IllegalStateException("streams: more than " + StreamTable.MAX_STREAMS + " SSRCs in a session");
        }
        IndexWindow fresh = new IndexWindow();
        streams.put(packet.ssrc(), fresh);
        return fresh;
    }

    /// What the next owner of this session needs. After this the old owner must send nothing more.
    public SrtpState snapshot() {
        return new SrtpState(rtpStreams.snapshot(), rtcpStreams.snapshot());
    }

    @Override
    public void close() {
        rtp.close();
        rtcp.close();
    }
}
