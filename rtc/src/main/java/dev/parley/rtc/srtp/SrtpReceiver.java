package dev.parley.rtc.srtp;

import static dev.parley.rtc.srtp.SrtpCiphers.Direction.OPEN;

import dev.parley.rtc.srtp.SrtpMasterKey.SessionKeys;
import dev.parley.rtc.srtp.StreamTable.IndexWindow;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Decrypts what one session receives. Owned by one loop at a time; leaves no garbage but for the first packet of an
/// SSRC.
///
/// Only an authentic packet changes anything here, so nobody but the peer can make it forget or grow.
public final class SrtpReceiver implements AutoCloseable {
    private static final int INDEX_MASK = 0x7FFF_FFFF;

    private final SrtpProfile profile;
    private final SrtpTransform rtp;
    private final SrtpTransform rtcp;
    private final StreamTable rtpStreams;
    private final StreamTable rtcpStreams;
    private final PacketRegion packet = new PacketRegion();

    public SrtpReceiver(SrtpCiphers ciphers, SrtpProfile profile, SrtpMasterKey master, SrtpState state) {
        this.profile = profile;
        this.rtp = SrtpTransform.of(ciphers, SessionKeys.forRtp(profile, master), OPEN);
        this.rtcp = SrtpTransform.of(ciphers, SessionKeys.forRtcp(profile, master), OPEN);
        this.rtpStreams = StreamTable.restored(state.rtp());
        this.rtcpStreams = StreamTable.restored(state.rtcp());
    }

    /// Opens an RTP packet in place and returns its new length, or the code of an [SrtpFailure]; the bytes of a
    /// refused packet are worthless.
    public int unprotect(MemorySegment slab, long offset, int length) {
        int overhead = profile.rtpOverheadBytes();
        if (!packet.wrapRtp(slab, offset, length, overhead)) {
            return SrtpFailure.TOO_SHORT.code();
        }
        IndexWindow window = rtpStreams.find(packet.ssrc());
        long index = window == null ? packet.sequenceNumber() : window.indexOf(packet.sequenceNumber());
        int refusal = refusal(window, rtpStreams, index);
        if (refusal < 0) {
            return refusal;
        }
        packet.setIndex(index);
        if (!rtp.unprotectRtp(packet)) {
            return SrtpFailure.NOT_AUTHENTIC.code();
        }
        note(window, rtpStreams);
        return length - overhead;
    }

    /// Opens an RTCP compound in place and returns its new length, or the code of an [SrtpFailure].
    public int unprotectRtcp(MemorySegment slab, long offset, int length) {
        int overhead = profile.rtcpOverheadBytes();
        if (!packet.wrapRtcp(slab, offset, length, overhead)) {
            return SrtpFailure.TOO_SHORT.code();
        }
        int word = rtcp.rtcpWord(packet);
        if ((word & SrtpTransform.ENCRYPTED) == 0) {
            return SrtpFailure.NOT_ENCRYPTED.code();
        }
        IndexWindow window = rtcpStreams.find(packet.ssrc());
        int refusal = refusal(window, rtcpStreams, word & INDEX_MASK);
        if (refusal < 0) {
            return refusal;
        }
        packet.setIndex(word & INDEX_MASK);
        if (!rtcp.unprotectRtcp(packet)) {
            return SrtpFailure.NOT_AUTHENTIC.code();
        }
        note(window, rtcpStreams);
        return length - overhead;
    }

    /// Zero when nothing speaks against opening the packet.
    private static int refusal(@Nullable IndexWindow window, StreamTable streams, long index) {
        if (window == null) {
            return streams.isFull() ? SrtpFailure.TOO_MANY_STREAMS.code() : 0;
        }
        return window.admits(index) ? 0 : SrtpFailure.REPLAYED.code();
    }

    private void note(@Nullable IndexWindow known, StreamTable streams) {
        IndexWindow window = known;
        if (window == null) {
            window = new IndexWindow();
            streams.put(packet.ssrc(), window);
        }
        window.note(packet.index());
    }

    /// What the next owner of this session needs.
    public SrtpState snapshot() {
        return new SrtpState(rtpStreams.snapshot(), rtcpStreams.snapshot());
    }

    @Override
    public void close() {
        rtp.close();
        rtcp.close();
    }
}
