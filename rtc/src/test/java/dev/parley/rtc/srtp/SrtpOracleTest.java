package dev.parley.rtc.srtp;

import static dev.parley.rtc.srtp.Slab.OFFSET;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Our SRTP and jitsi-srtp understand each other")
class SrtpOracleTest {
    private static final int SSRC = 0xCAFEBABE;
    /// Long enough for two rollovers.
    private static final int PACKETS = 5_000;

    static Stream<Arguments> worlds() {
        return SrtpVectorsTest.providers()
                .flatMap(ciphers -> Stream.of(SrtpProfile.values()).map(profile -> Arguments.of(ciphers, profile)));
    }

    static SrtpMasterKey master(SrtpProfile profile) {
        byte[] key = new byte[profile.keyBytes()];
        byte[] salt = new byte[profile.saltBytes()];
        new Random(1).nextBytes(key);
        new Random(2).nextBytes(salt);
        return new SrtpMasterKey(key, salt);
    }

    /// Sequence numbers with gaps, over several rollovers, shuffled within short runs.
    static List<Integer> sequence(long seed) {
        Random random = new Random(seed);
        List<Integer> numbers = new ArrayList<>();
        int next = 30_000;
        for (int i = 0; i < PACKETS; i++) {
            next += 1 + (random.nextInt(100) == 0 ? random.nextInt(6000) : random.nextInt(2));
            numbers.add(next & 0xFFFF);
        }
        for (int i = 20; i < PACKETS - 20; i++) {
            if (random.nextInt(10) == 0) {
                int other = i + random.nextInt(4);
                boolean near = Math.abs((short) (numbers.get(other) - numbers.get(i))) < 20; // its window is 64
                numbers.set(i, numbers.set(near ? other : i, numbers.get(i)));
            }
        }
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("worlds")
    @DisplayName("RTP out: jitsi-srtp opens what we seal, over rollovers, gaps and reordering")
    void rtpOut(SrtpCiphers ciphers, SrtpProfile profile) throws GeneralSecurityException {
        SrtpMasterKey master = master(profile);
        JitsiPeer peer = new JitsiPeer(profile, master);
        Slab slab = new Slab();
        try (SrtpSender sender = new SrtpSender(ciphers, profile, master, SrtpState.EMPTY)) {
            for (int number : sequence(3)) {
                byte[] packet = Slab.rtp(SSRC, number, 1 + number % 50);
                slab.put(packet);
                int length = sender.protect(slab.memory(), OFFSET, packet.length);
                assertThat(length).isEqualTo(packet.length + profile.rtpOverheadBytes());
                assertThat(peer.unprotect(SSRC, slab.bytes(length))).isEqualTo(packet);
            }
            assertThat(sender.snapshot().rtp())
                    .singleElement()
                    .satisfies(
                            stream -> assertThat(stream.highestIndex() >>> 16).isGreaterThanOrEqualTo(2));
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    @DisplayName("RTP in: we open what jitsi-srtp seals, and open nothing twice")
    void rtpIn(SrtpCiphers ciphers, SrtpProfile profile) throws GeneralSecurityException {
        SrtpMasterKey master = master(profile);
        JitsiPeer peer = new JitsiPeer(profile, master);
        Slab slab = new Slab();
        try (SrtpReceiver receiver = new SrtpReceiver(ciphers, profile, master, SrtpState.EMPTY)) {
            for (int number : sequence(4)) {
                byte[] packet = Slab.rtp(SSRC, number, 1 + number % 50);
                byte[] sealed = peer.protect(SSRC, packet);
                slab.put(sealed);
                int length = receiver.unprotect(slab.memory(), OFFSET, sealed.length);
                assertThat(length).isEqualTo(packet.length);
                assertThat(slab.bytes(length)).isEqualTo(packet);
                slab.put(sealed);
                assertThat(receiver.unprotect(slab.memory(), OFFSET, sealed.length))
                        .isEqualTo(SrtpFailure.REPLAYED.code());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    @DisplayName("RTCP both ways, many SSRCs")
    void rtcp(SrtpCiphers ciphers, SrtpProfile profile) throws GeneralSecurityException {
        SrtpMasterKey master = master(profile);
        JitsiPeer peer = new JitsiPeer(profile, master);
        Slab slab = new Slab();
        try (SrtpSender sender = new SrtpSender(ciphers, profile, master, SrtpState.EMPTY);
                SrtpReceiver receiver = new SrtpReceiver(ciphers, profile, master, SrtpState.EMPTY)) {
            for (int i = 0; i < 300; i++) {
                int ssrc = SSRC + i % 7;
                byte[] packet = Slab.rtcp(ssrc, i);
                int length = sender.protectRtcp(slab.put(packet).memory(), OFFSET, packet.length);
                assertThat(length).isEqualTo(packet.length + profile.rtcpOverheadBytes());
                assertThat(peer.unprotectRtcp(ssrc, slab.bytes(length))).isEqualTo(packet);

                byte[] sealed = peer.protectRtcp(ssrc, packet);
                int opened = receiver.unprotectRtcp(slab.put(sealed).memory(), OFFSET, sealed.length);
                assertThat(opened).isEqualTo(packet.length);
                assertThat(slab.bytes(opened)).isEqualTo(packet);
                assertThat(receiver.unprotectRtcp(slab.put(sealed).memory(), OFFSET, sealed.length))
                        .isEqualTo(SrtpFailure.REPLAYED.code());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    @DisplayName("A session carried elsewhere every 500 packets goes on without a hole, in both directions")
    void carried(SrtpCiphers ciphers, SrtpProfile profile) throws GeneralSecurityException {
        SrtpMasterKey master = master(profile);
        JitsiPeer peer = new JitsiPeer(profile, master);
        Slab slab = new Slab();
        SrtpSender sender = new SrtpSender(ciphers, profile, master, SrtpState.EMPTY);
        SrtpReceiver receiver = new SrtpReceiver(ciphers, profile, master, SrtpState.EMPTY);
        int step = 0;
        for (int number : sequence(5)) {
            byte[] packet = Slab.rtp(SSRC, number, 30);
            int length = sender.protect(slab.put(packet).memory(), OFFSET, packet.length);
            assertThat(peer.unprotect(SSRC, slab.bytes(length))).isEqualTo(packet);
            byte[] sealed = peer.protect(SSRC, packet);
            assertThat(receiver.unprotect(slab.put(sealed).memory(), OFFSET, sealed.length))
                    .isEqualTo(packet.length);
            byte[] report = Slab.rtcp(SSRC, step);
            length = sender.protectRtcp(slab.put(report).memory(), OFFSET, report.length);
            assertThat(peer.unprotectRtcp(SSRC, slab.bytes(length))).isEqualTo(report);
            if (++step % 500 == 0) {
                SrtpState sent = sender.snapshot();
                SrtpState received = receiver.snapshot();
                sender.close();
                receiver.close();
                sender = new SrtpSender(ciphers, profile, master, sent);
                receiver = new SrtpReceiver(ciphers, profile, master, received);
                assertThat(receiver.unprotect(slab.put(sealed).memory(), OFFSET, sealed.length))
                        .isEqualTo(SrtpFailure.REPLAYED.code());
            }
        }
        sender.close();
        receiver.close();
    }
}
