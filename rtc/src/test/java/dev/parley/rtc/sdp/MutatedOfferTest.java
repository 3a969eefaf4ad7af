package dev.parley.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Recorded offers, damaged at random: nearer to what a parser may meet than random bytes are.
class MutatedOfferTest {
    private static final List<String> OFFERS = List.of(
            RecordedOffersTest.text("chromium-156-whip"),
            RecordedOffersTest.text("firefox-153-camera-screen-2-slots"),
            RecordedOffersTest.text("aiortc"),
            RecordedOffersTest.text("gstreamer-whip"));
    private static final String CHARACTERS = " :;=,/~*-0179axAZ\t\u2003\u00e9\r\n";

    @Property(tries = 1_000)
    void isRefusedOrReadsAsItIsWritten(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int damages) {
        Random random = new Random(seed);
        String text = OFFERS.get(random.nextInt(OFFERS.size()));
        for (int i = 0; i < damages; i++) {
            text = damaged(text, random);
        }
        if (SessionDescription.parse(text) instanceof SdpResult.Parsed<SessionDescription>(var read)) {
            assertThat(SessionDescription.parse(read.write())).isEqualTo(new SdpResult.Parsed<>(read));
        }
    }

    private static String damaged(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        int cut = random.nextInt(line.length() + 1);
        char character = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
        switch (random.nextInt(6)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, line);
            case 2 -> lines.add(random.nextInt(lines.size()), line);
            case 3 -> lines.set(at, line.substring(0, cut));
            case 4 -> lines.set(at, line.substring(0, cut) + character + line.substring(cut));
            default ->
                lines.set(at, line.substring(0, cut) + character + line.substring(Math.min(line.length(), cut + 1)));
        }
        return lines.isEmpty() ? "v=0" : String.join("\r\n", lines);
    }
}
