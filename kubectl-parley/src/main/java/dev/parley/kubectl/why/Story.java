package dev.parley.kubectl.why;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.crds.schema.Moment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What there is to say of something.
///
/// @param subject what it is about
/// @param sentences how it stands, and why
/// @param events what happened, the newest last
/// @param advice what somebody could do
public record Story(String subject, List<String> sentences, List<Happening> events, List<String> advice) {
    public Story {
        sentences = List.copyOf(sentences);
        events = List.copyOf(events);
        advice = List.copyOf(advice);
    }

    /// An Event. Several that say the same are one, with their number.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Happening(@Moment @Nullable Instant at, boolean warning, String reason, String note, int times) {}
}
