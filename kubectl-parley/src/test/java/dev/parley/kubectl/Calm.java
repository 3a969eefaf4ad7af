package dev.parley.kubectl;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/// Takes out of an answer what is another each time: moments are told as if it always were the same day.
final class Calm {
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Instant TODAY = Instant.parse("2026-12-09T12:30:00Z");

    /// Within it something was made.
    private static final Duration LONG_AGO = Duration.ofDays(9);

    private static final Instant LONG_AGO_TOLD = Instant.parse("2026-11-29T12:00:00Z");

    private final Sample sample;

    Calm(Sample sample) {
        this.sample = sample;
    }

    String of(String text) {
        return MOMENT.matcher(text.replace(sample.namespace, "default"))
                .replaceAll(it -> told(Instant.parse(it.group())).toString());
    }

    private Instant told(Instant moment) {
        Duration ago = Duration.between(moment, sample.now);
        return ago.compareTo(LONG_AGO) > 0 ? LONG_AGO_TOLD : TODAY.minus(ago);
    }
}
