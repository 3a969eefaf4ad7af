package dev.parley.rtc.srtp;

import static dev.parley.rtc.srtp.Slab.OFFSET;
import static dev.parley.rtc.srtp.SrtpProfile.AEAD_AES_128_GCM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.rtc.srtp.StreamTable.IndexWindow;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An SRTP session")
class SrtpSessionTest {
    private static final SrtpMasterKey MASTER = SrtpOracleTest.master(AEAD_AES_128_GCM);

    private final Slab slab = new Slab();

    private static SrtpSender sender(SrtpState state) {
        return new SrtpSender(SrtpCiphers.best(), AEAD_AES_128_GCM, MASTER, state);
    }

    private static SrtpReceiver receiver() {
        return new SrtpReceiver(SrtpCiphers.best(), AEAD_AES_128_GCM, MASTER, SrtpState.EMPTY);
    }

    private byte[] seal(SrtpSender sender, int sequenceNumber) {
        byte[] packet = Slab.rtp(1, sequenceNumber, 20);
        return slab.bytes(sender.protect(slab.put(packet).memory(), OFFSET, packet.length));
    }

    private int open(SrtpReceiver receiver, byte[] sealed) {
        return receiver.unprotect(slab.put(sealed).memory(), OFFSET, sealed.length);
    }

    @Test
    @DisplayName("never seals two packets with one index, also after it was carried")
    void neverTwice() {
        SrtpState state;
        try (SrtpSender sender = sender(SrtpState.EMPTY)) {
            seal(sender, 100);
            seal(sender, 102);
            seal(sender, 101);
            assertThatThrownBy(() -> seal(sender, 102))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("index 102 (highest: 102)");
            state = sender.snapshot();
        }
        try (SrtpSender successor = sender(state)) {
            assertThatThrownBy(() -> seal(successor, 101)).isInstanceOf(IllegalStateException.class);
            assertThat(seal(successor, 99)).hasSize(24 + 20 + 16);
            seal(successor, 103);
            assertThatThrownBy(() -> seal(successor, 30)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    @DisplayName("counts SRTCP on from where it was carried, per SSRC")
    void rtcpIndexGoesOn() {
        SrtpState state = new SrtpState(List.of(), List.of(new SrtpStream(9, 41, -1)));
        byte[] packet = Slab.rtcp(9, 0);
        try (SrtpSender sender = sender(state)) {
            int length = sender.protectRtcp(slab.put(packet).memory(), OFFSET, packet.length);
            assertThat(slab.bytes(length)).endsWith(0x80, 0, 0, 42);
        }
    }

    @Test
    @DisplayName("refuses a forged packet and then still opens the true one")
    void forged() {
        try (SrtpSender sender = sender(SrtpState.EMPTY);
                SrtpReceiver receiver = receiver()) {
            byte[] sealed = seal(sender, 7);
            for (int at : new int[] {1, 20, 30, sealed.length - 1}) {
                byte[] forged = sealed.clone();
                forged[at] ^= 1;
                assertThat(open(receiver, forged)).isEqualTo(SrtpFailure.NOT_AUTHENTIC.code());
            }
            assertThat(receiver.snapshot()).isEqualTo(SrtpState.EMPTY);
            assertThat(open(receiver, sealed)).isEqualTo(44);
            assertThat(open(receiver, sealed)).isEqualTo(SrtpFailure.REPLAYED.code());
        }
    }

    @Test
    @DisplayName("refuses what is too old for its window")
    void tooOld() {
        try (SrtpSender sender = sender(SrtpState.EMPTY);
                SrtpReceiver receiver = receiver()) {
            byte[] old = seal(sender, 10);
            byte[] edge = seal(sender, 11);
            open(receiver, seal(sender, 10 + IndexWindow.BITS));
            assertThat(open(receiver, old)).isEqualTo(SrtpFailure.REPLAYED.code());
            assertThat(open(receiver, edge)).isEqualTo(44);
        }
    }

    @Test
    @DisplayName("refuses SRTCP in the clear")
    void clearRtcp() {
        byte[] packet = Slab.rtcp(9, 0x01010101);
        try (SrtpReceiver receiver = receiver()) {
            assertThat(receiver.unprotectRtcp(slab.put(packet).memory(), OFFSET, packet.length))
                    .isEqualTo(SrtpFailure.NOT_ENCRYPTED.code());
        }
    }

    @Test
    @DisplayName("stops at as many SSRCs as a session can need")
    void tooManyStreams() {
        try (SrtpSender sender = sender(SrtpState.EMPTY);
                SrtpSender more = sender(SrtpState.EMPTY);
                SrtpReceiver receiver = receiver()) {
            for (int ssrc = 0; ssrc < StreamTable.MAX_STREAMS; ssrc++) {
                byte[] packet = Slab.rtp(ssrc, 1, 20);
                int length = sender.protect(slab.put(packet).memory(), OFFSET, packet.length);
                assertThat(receiver.unprotect(slab.memory(), OFFSET, length)).isEqualTo(packet.length);
            }
            assertThat(receiver.snapshot().rtp()).hasSize(StreamTable.MAX_STREAMS);
            byte[] packet = Slab.rtp(-1, 1, 20);
            int length = more.protect(slab.put(packet).memory(), OFFSET, packet.length);
            assertThat(receiver.unprotect(slab.memory(), OFFSET, length))
                    .isEqualTo(SrtpFailure.TOO_MANY_STREAMS.code());
        }
    }

    @Test
    @DisplayName("a packet whose header says more than it holds is too short")
    void truncated() {
        byte[] packet = Slab.rtp(1, 1, 20);
        try (SrtpReceiver receiver = receiver()) {
            for (int length = 0; length < 24 + 16; length++) {
                assertThat(receiver.unprotect(slab.put(packet).memory(), OFFSET, length))
                        .isEqualTo(SrtpFailure.TOO_SHORT.code());
            }
        }
    }

    @Test
    @DisplayName("keeps away from memory that is not its own")
    void bounds() {
        Slab small = new Slab();
        int size = (int) small.memory().byteSize();
        try (SrtpSender sender = sender(SrtpState.EMPTY)) {
            assertThatThrownBy(() -> sender.protect(small.memory(), 0, size))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> sender.protect(MemorySegment.ofArray(Slab.rtp(1, 1, 200)), 0, 100))
                    .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.parley.rtc.srtp.SrtpVectorsTest#providers")
    @DisplayName("nothing works after close, and closing twice is harmless")
    void closed(SrtpCiphers ciphers) {
        SrtpSender sender = new SrtpSender(ciphers, AEAD_AES_128_GCM, MASTER, SrtpState.EMPTY);
        sender.close();
        sender.close();
        if (ciphers instanceof LibcryptoCiphers) {
            assertThatThrownBy(() -> seal(sender, 1)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    @DisplayName("its state and its keys survive their binary form")
    void binaryForm() {
        SrtpState state = new SrtpState(
                List.of(new SrtpStream(1, 0x1_0000_0007L, 5), new SrtpStream(-2, 0, 1)),
                List.of(new SrtpStream(3, 77, -1)));
        ByteBuffer buffer = ByteBuffer.allocate(state.byteLength());
        state.write(buffer);
        assertThat(buffer.hasRemaining()).isFalse();
        assertThat(SrtpState.read(buffer.flip())).contains(state);

        byte[] material = new byte[AEAD_AES_128_GCM.keyingMaterialBytes()];
        for (int i = 0; i < material.length; i++) {
            material[i] = (byte) i;
        }
        SrtpKeys keys = SrtpKeys.ofServer(AEAD_AES_128_GCM, material);
        assertThat(keys.local())
                .isEqualTo(SrtpKeys.ofClient(AEAD_AES_128_GCM, material).remote());
        ByteBuffer written = ByteBuffer.allocate(keys.byteLength());
        keys.write(written);
        assertThat(SrtpKeys.read(written.flip())).contains(keys);
        assertThat(keys.toString()).isEqualTo("SrtpKeys[AEAD_AES_128_GCM, hidden]");
    }
}
