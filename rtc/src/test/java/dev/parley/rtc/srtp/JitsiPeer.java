package dev.parley.rtc.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.ByteArrayBuffer;
import org.jitsi.utils.logging2.LoggerImpl;

/// The oracle: jitsi-srtp as the other end of a session.
final class JitsiPeer {
    private final SrtpContextFactory sending;
    private final SrtpContextFactory receiving;
    private final Map<Integer, SrtpCryptoContext> rtpOut = new HashMap<>();
    private final Map<Integer, SrtpCryptoContext> rtpIn = new HashMap<>();
    private final Map<Integer, SrtcpCryptoContext> rtcpOut = new HashMap<>();
    private final Map<Integer, SrtcpCryptoContext> rtcpIn = new HashMap<>();

    JitsiPeer(SrtpProfile profile, SrtpMasterKey master) {
        // its own choice is a benchmark of seconds at first use
        Aes.setFactoryClassName("org.jitsi.srtp.crypto.Aes$SunJCECipherFactory");
        LoggerImpl logger = new LoggerImpl("oracle");
        sending = new SrtpContextFactory(true, master.key(), master.salt(), policy(profile), policy(profile), logger);
        receiving =
                new SrtpContextFactory(false, master.key(), master.salt(), policy(profile), policy(profile), logger);
    }

    private static SrtpPolicy policy(SrtpProfile profile) {
        SrtpPolicy policy = profile.isAead()
                ? new SrtpPolicy(SrtpPolicy.AESGCM_ENCRYPTION, profile.keyBytes(), 0, 0, 16, 12)
                : new SrtpPolicy(SrtpPolicy.AESCM_ENCRYPTION, 16, SrtpPolicy.HMACSHA1_AUTHENTICATION, 20, 10, 14);
        policy.setSendReplayEnabled(true);
        return policy;
    }

    SrtpCryptoContext sender(int ssrc) throws GeneralSecurityException {
        return context(rtpOut, sending, ssrc);
    }

    byte[] protect(int ssrc, byte[] packet) throws GeneralSecurityException {
        Buffer buffer = new Buffer(packet);
        SrtpErrorStatus status = context(rtpOut, sending, ssrc).transformPacket(buffer);
        return buffer.result(status);
    }

    byte[] unprotect(int ssrc, byte[] packet) throws GeneralSecurityException {
        Buffer buffer = new Buffer(packet);
        SrtpErrorStatus status = context(rtpIn, receiving, ssrc).reverseTransformPacket(buffer, false);
        return buffer.result(status);
    }

    private static SrtpCryptoContext context(
            Map<Integer, SrtpCryptoContext> known, SrtpContextFactory factory, int ssrc)
            throws GeneralSecurityException {
        SrtpCryptoContext context = known.get(ssrc);
        if (context == null) {
            context = factory.deriveContext(ssrc, 0);
            known.put(ssrc, context);
        }
        return context;
    }

    byte[] protectRtcp(int ssrc, byte[] packet) throws GeneralSecurityException {
        Buffer buffer = new Buffer(packet);
        SrtpErrorStatus status = controlContext(rtcpOut, sending, ssrc).transformPacket(buffer);
        return buffer.result(status);
    }

    byte[] unprotectRtcp(int ssrc, byte[] packet) throws GeneralSecurityException {
        Buffer buffer = new Buffer(packet);
        SrtpErrorStatus status = controlContext(rtcpIn, receiving, ssrc).reverseTransformPacket(buffer);
        return buffer.result(status);
    }

    private static SrtcpCryptoContext controlContext(
            Map<Integer, SrtcpCryptoContext> known, SrtpContextFactory factory, int ssrc)
            throws GeneralSecurityException {
        SrtcpCryptoContext context = known.get(ssrc);
        if (context == null) {
            context = factory.deriveControlContext(ssrc);
            known.put(ssrc, context);
        }
        return context;
    }

    /// jitsi-srtp works on a heap buffer with room around the packet.
    static final class Buffer implements ByteArrayBuffer {
        private final byte[] bytes = new byte[4096];
        private int offset = 100;
        private int length;

        Buffer(byte[] packet) {
            load(packet, packet.length);
        }

        void load(byte[] packet, int length) {
            System.arraycopy(packet, 0, bytes, offset, length);
            this.length = length;
        }

        byte[] result(SrtpErrorStatus status) {
            if (status != SrtpErrorStatus.OK) {
                throw new AssertionError("the oracle says " + status);
            }
            return Arrays.copyOfRange(bytes, offset, offset + length);
        }

        @Override
        public byte[] getBuffer() {
            return bytes;
        }

        @Override
        public int getOffset() {
            return offset;
        }

        @Override
        public int getLength() {
            return length;
        }

        @Override
        public void setLength(int length) {
            this.length = length;
        }

        @Override
        public void setOffset(int offset) {
            this.offset = offset;
        }

        @Override
        public boolean isInvalid() {
            return false;
        }

        @Override
        public void readRegionToBuff(int from, int count, byte[] target) {
            System.arraycopy(bytes, offset + from, target, 0, count);
        }

        @Override
        public void grow(int more) {}

        @Override
        public void append(byte[] data, int count) {
            System.arraycopy(data, 0, bytes, offset + length, count);
            length += count;
        }

        @Override
        public void shrink(int count) {
            length -= count;
        }
    }
}
