package dev.parley.media.negotiation;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.Source;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Whatever is offered is refused with a reason, or answered as [AnswerLaws] say.
class NegotiatorFuzzTest {
    private static final List<String> OFFERS = Stream.concat(
                    Stream.of(Offers.CHROMIUM_WHIP, Offers.FIREFOX, Offers.AIORTC, Offers.GSTREAMER)
                            .map(Offers::recorded),
                    Stream.of(Offers.PION))
            .toList();
    private static final List<SessionKind> KINDS = List.of(SessionKind.values());
    private static final int SEEDS = 3_000;
    private static final int MOST_DAMAGES = 12;

    @FuzzTest(maxDuration = "60s")
    void damagedOffers(FuzzedDataProvider data) {
        var offer = new DamagedOffer(OFFERS, bound -> data.consumeInt(0, bound - 1));
        int damages = data.consumeInt(0, MOST_DAMAGES);
        answer(data.pickValue(SessionKind.values()), offer.damaged(damages).text(), Source.values());
    }

    @FuzzTest(maxDuration = "30s")
    void anyText(FuzzedDataProvider data) {
        SessionKind kind = data.pickValue(SessionKind.values());
        answer(kind, data.consumeRemainingAsString(), Source.values());
    }

    @Test
    @DisplayName("3,000 offers damaged at random are refused with a reason or answered by the book")
    void seeded() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var offer = new DamagedOffer(OFFERS, random::nextInt).damaged(random.nextInt(MOST_DAMAGES));
            SessionKind kind = KINDS.get(random.nextInt(KINDS.size()));
            Source[] granted = random.nextBoolean() ? Source.values() : new Source[] {Source.CAMERA};
            try {
                answer(kind, offer.text(), granted);
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError("seed " + seed + ", " + kind + ":\n" + offer.text(), broken);
            }
        }
    }

    private static void answer(SessionKind kind, String offer, Source... granted) {
        AnswerLaws.check(offer, Offers.answer(kind, offer, granted));
    }
}
