package dev.parley.rtc.packets.stun;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.rtc.packets.Golden;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StunFramingTest {
    private static final String ID = "b7e7a701 bc34d686 fa87dfae";

    @ParameterizedTest(name = "{0}")
    @DisplayName("one STUN message, exactly as long as it says")
    @CsvSource({
        "binding request, 0001 0000 2112a442 ID, true, true",
        "binding response with an attribute, 0101 0004 2112a442 ID 80220000, true, false",
        "binding indication, 0011 0000 2112a442 ID, true, false",
        "RFC 3489 without the cookie, 0001 0000 2112a443 ID, false, false",
        "shorter than it says, 0001 0004 2112a442 ID, false, false",
        "longer than it says, 0001 0000 2112a442 ID 80220000, false, false",
        "length not in words, 0001 0001 2112a442 ID 80, false, false",
        "DTLS with a cookie in its sequence number, 16fe 0000 2112a442 ID, false, false",
        "nineteen bytes, 0001 0000 2112a442 b7e7a701 bc34d686 fa87df, false, false",
        "nothing, '', false, false",
    })
    void framing(String what, String hex, boolean isStun, boolean isRequest) {
        MemorySegment slab = Golden.segment("ff" + hex.replace("ID", ID));
        int length = (int) slab.byteSize() - 1;
        assertThat(StunFraming.isStun(slab, 1, length)).as(what).isEqualTo(isStun);
        assertThat(isStun && StunFraming.isBindingRequest(slab, 1)).as(what).isEqualTo(isRequest);
    }

    @FuzzTest(maxDuration = "30s")
    void neverThrows(byte[] bytes) {
        MemorySegment slab = MemorySegment.ofArray(bytes);
        if (StunFraming.isStun(slab, 0, bytes.length) && bytes.length < StunFraming.HEADER_BYTES) {
            throw new AssertionError("a message without a header");
        }
    }
}
