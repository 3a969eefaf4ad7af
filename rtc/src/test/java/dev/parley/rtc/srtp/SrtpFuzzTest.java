package dev.parley.rtc.srtp;

import static dev.parley.rtc.srtp.Slab.OFFSET;
import static dev.parley.rtc.srtp.SrtpProfile.AEAD_AES_128_GCM;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

@Label("Whatever arrives at an SRTP session")
class SrtpFuzzTest {
    private final Slab slab = new Slab();

    @Property(tries = 2000)
    @Label("garbage never throws and never opens")
    void garbage(@ForAll @Size(max = 200) byte[] bytes) {
        try (SrtpReceiver receiver = new SrtpReceiver(
                SrtpCiphers.best(), AEAD_AES_128_GCM, SrtpOracleTest.master(AEAD_AES_128_GCM), SrtpState.EMPTY)) {
            assertThat(receiver.unprotect(slab.put(bytes).memory(), OFFSET, bytes.length))
                    .isNegative();
            assertThat(receiver.unprotectRtcp(slab.put(bytes).memory(), OFFSET, bytes.length))
                    .isNegative();
        }
    }

    @Property(tries = 2000)
    @Label("any bytes read as a state or as keys give a value or nothing")
    void readsAnything(@ForAll @Size(max = 120) byte[] bytes) {
        if (bytes.length > 0) {
            bytes[0] = 1;
        }
        assertThat(SrtpState.read(ByteBuffer.wrap(bytes))).isNotNull();
        assertThat(SrtpKeys.read(ByteBuffer.wrap(bytes))).isNotNull();
    }
}
