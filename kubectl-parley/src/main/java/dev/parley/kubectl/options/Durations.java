package dev.parley.kubectl.options;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `90s`, `15m`, `1h30m`: as kubectl and Go write lengths of time.
public final class Durations implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        try {
            var duration = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException _) {
            // Said below, together with what is negative.
        }
        throw new TypeConversionException("'" + text + "' (expected: such as 90s, 15m or 1h30m)");
    }
}
