package dev.parley.operator.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.crds.conditions.RecordingReason;
import dev.parley.crds.recording.RecordingJobStatus.Result;
import dev.parley.crds.recording.RecordingJobStatus.Segments;
import dev.parley.crds.schema.Absent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a recorder or a composer leaves as the termination message of its container: how it went.
/// Kubernetes keeps 4096 bytes of it, with the pod, so it is there however often the operator starts anew.
///
/// @param reason why it failed, in a word of [RecordingReason]
public record Report(
        @Nullable String reason,
        @Nullable String message,
        @Nullable Segments segments,
        List<Result> outputs) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /// What the schema of the status takes.
    private static final int MOST_OUTPUTS = 32;

    private static final int LONGEST_MESSAGE = 4_096;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_URL = 2_048;

    public Report {
        outputs = Absent.asEmpty(outputs);
    }

    /// Empty when it is none, or says what a status would not take.
    public static Optional<Report> parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(text, Report.class)).filter(Report::isSound);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private boolean isSound() {
        boolean counts = segments == null || (segments.count() >= 0 && segments.bytes() >= 0);
        boolean results = outputs.size() <= MOST_OUTPUTS
                && outputs.stream().allMatch(Report::isSound)
                && outputs.stream().map(Result::name).distinct().count() == outputs.size();
        return counts && results && (message == null || message.length() <= LONGEST_MESSAGE);
    }

    /// What is absent in JSON is null, whatever the record says.
    private static boolean isSound(Result result) {
        boolean measures = result.bytes() == null || result.bytes() >= 0;
        return isText(result.name(), LONGEST_NAME)
                && isText(result.url(), LONGEST_URL)
                && Optional.ofNullable(result.type()).isPresent()
                && measures;
    }

    private static boolean isText(@Nullable String text, int longest) {
        return text != null && !text.isEmpty() && text.length() <= longest;
    }

    /// Why it failed, where that is one of the words.
    public Optional<RecordingReason> why() {
        return Arrays.stream(RecordingReason.values())
                .filter(it -> it.word().equals(reason))
                .findFirst();
    }

    public int count() {
        return segments == null ? 0 : segments.count();
    }
}
