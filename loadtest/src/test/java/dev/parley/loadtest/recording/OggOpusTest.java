package dev.parley.loadtest.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ogg: Opus packets in a file")
class OggOpusTest {
    private static final String HEAD = "4f707573 48656164 01 01 3801 80bb0000 0000 00";
    private static final String TAGS = "4f707573 54616773 00000000 00000000";
    private static final String FIRST = page("02", 0, HEAD);
    private static final String SECOND = page("00", 1, TAGS);

    @Test
    @DisplayName("golden bytes: two packets of 20 ms in one page")
    void golden() {
        String file = "4f676753 0002 0000000000000000 00000000 00000000 0228b572 01 13" + HEAD + SECOND
                + page("04", 2, "f8aa", "70bb");
        OggOpus sound = OggOpus.parse(bytes(file, false)).orElseThrow();
        assertThat(sound.channels()).isEqualTo(1);
        assertThat(sound.packets()).extracting(OggOpus.Packet::ticks).containsExactly(960, 480);
        assertThat(sound.packets())
                .extracting(packet -> packet.bytes().toArray(ValueLayout.JAVA_BYTE))
                .containsExactly(new byte[] {(byte) 0xf8, (byte) 0xaa}, new byte[] {0x70, (byte) 0xbb});
    }

    @Test
    @DisplayName("a packet goes on over pages")
    void overPages() {
        String begun = HexFormat.of().formatHex(filled(255));
        String file = FIRST + SECOND + header("00", 2, "01", "ff") + begun + header("05", 3, "01", "03") + "010203";
        OggOpus sound = OggOpus.parse(bytes(file, true)).orElseThrow();
        assertThat(sound.packets())
                .singleElement()
                .extracting(OggOpus.Packet::length)
                .isEqualTo(258);
    }

    @Test
    @DisplayName("what is not a whole file of Opus is nothing")
    void refused() {
        String good = FIRST + SECOND + page("04", 2, "f8aa");
        assertThat(OggOpus.parse(bytes(good, true))).as("good").isPresent();
        for (String bad : List.of(
                "",
                FIRST + SECOND, // no sound
                good.substring(0, good.length() - 2), // cut off
                FIRST + SECOND + page("04", 3, "f8aa"), // a page is missing
                FIRST + SECOND + page("05", 2, "f8aa"), // goes on from nowhere
                FIRST + SECOND + page("04", 2, "fb80"), // no frame in the packet
                FIRST + SECOND + page("04", 2, ""), // an empty packet
                FIRST + SECOND + header("04", 2, "01", "ff") + HexFormat.of().formatHex(filled(255)), // never ends
                page("02", 0, HEAD.replace("01 01 38", "01 08 38")) + SECOND + page("04", 2, "f8aa"), // 8 channels
                page("02", 0, TAGS) + SECOND + page("04", 2, "f8aa"))) {
            assertThat(OggOpus.parse(bytes(bad, true))).as(bad).isEmpty();
        }
        assertThat(OggOpus.parse(bytes(good, false))).as("without checksums").isEmpty();
    }

    @Test
    @DisplayName("every configuration of RFC 6716 §3.1 has its length")
    void lengths() {
        String ms =
                "10 20 40 60 10 20 40 60 10 20 40 60 10 20 10 20 " + "2.5 5 10 20 2.5 5 10 20 2.5 5 10 20 2.5 5 10 20";
        double[] expected =
                Arrays.stream(ms.split(" ")).mapToDouble(Double::parseDouble).toArray();
        for (int configuration = 0; configuration < expected.length; configuration++) {
            byte[] one = {(byte) (configuration << 3)};
            assertThat(OpusTicks.of(one)).as("configuration %d", configuration).isEqualTo((int)
                    (expected[configuration] * 48));
        }
        assertThat(OpusTicks.of(new byte[] {(byte) 0xFB, 6})).as("six of 20 ms").isEqualTo(5_760);
        assertThat(OpusTicks.of(new byte[] {(byte) 0xFB, 7}))
                .as("more than 120 ms")
                .isZero();
        assertThat(OpusTicks.of(new byte[] {(byte) 0xFB})).as("no count").isZero();
    }

    @Test
    @DisplayName("the recorded sound is two seconds in packets of 20 ms")
    void recorded() {
        OggOpus sound = Recording.standard().microphone();
        assertThat(sound.packets()).hasSize(101).allMatch(packet -> packet.ticks() == 960);
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        bytes[0] = (byte) 0xF8;
        return bytes;
    }

    private static String page(String flags, int number, String... packets) {
        StringBuilder lengths = new StringBuilder();
        for (String packet : packets) {
            lengths.append(
                    HexFormat.of().toHexDigits((byte) (packet.replace(" ", "").length() / 2)));
        }
        String count = HexFormat.of().toHexDigits((byte) packets.length);
        return header(flags, number, count, lengths.toString()) + String.join("", packets);
    }

    private static String header(String flags, int number, String count, String lengths) {
        return "4f67675300" + flags + "0".repeat(24) + "0" + number + "000000" + "0".repeat(8) + count + lengths;
    }

    private static MemorySegment bytes(String hex, boolean sealed) {
        MemorySegment file = MemorySegment.ofArray(HexFormat.of().parseHex(hex.replace(" ", "")));
        if (sealed) {
            Pages.seal(file);
        } else if (hex.contains("0228b572")) {
            Pages.sealFrom(file, 47); // the first page keeps the checksum that another program wrote
        }
        return file;
    }
}
