package dev.parley.operator.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.crds.conditions.RecordingReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a recorder leaves behind")
class ReportTest {
    @Test
    @DisplayName("is read as it was written")
    void golden() {
        var report = Report.parse("""
                        {"reason": "StorageRefused", "message": "403", "newer": true,
                         "segments": {"count": 3, "bytes": 4096, "lastStoredAt": "2026-11-29T10:00:00Z"},
                         "outputs": [{"name": "video.mp4", "type": "Video", "url": "s3://recordings/video.mp4"}]}
                        """).orElseThrow();
        assertThat(report.why()).contains(RecordingReason.STORAGE_REFUSED);
        assertThat(report.message()).isEqualTo("403");
        assertThat(report.count()).isEqualTo(3);
        assertThat(report.segments())
                .isNotNull()
                .extracting(it -> it.lastStoredAt())
                .isEqualTo(Instant.parse("2026-11-29T10:00:00Z"));
        assertThat(report.outputs())
                .extracting(it -> it.name(), it -> it.url())
                .containsExactly(tuple("video.mp4", "s3://recordings/video.mp4"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "panic: out of memory",
                "null",
                "[]",
                "{\"segments\": {\"count\": -1, \"bytes\": 0}}",
                "{\"outputs\": [null]}",
                "{\"outputs\": [{\"name\": \"a\", \"url\": \"b\"}]}",
                "{\"outputs\": [{\"name\": \"a\", \"type\": \"Video\", \"url\": \"\"}]}",
                "{\"outputs\": [{\"name\": \"a\", \"type\": \"Video\", \"url\": \"b\"},"
                        + " {\"name\": \"a\", \"type\": \"Tracks\", \"url\": \"c\"}]}"
            })
    @DisplayName("is nothing where a status could not hold it")
    void refused(@Nullable String text) {
        assertThat(Report.parse(text)).isEmpty();
    }

    @Test
    @DisplayName("has at most as many results as a status")
    void many() {
        var results = IntStream.range(0, 33)
                .mapToObj("{\"name\": \"%d\", \"type\": \"Tracks\", \"url\": \"s3://a/b\"}"::formatted)
                .toList();
        assertThat(Report.parse("{\"outputs\": %s}".formatted(results))).isEmpty();
        assertThat(Report.parse("{\"outputs\": %s}".formatted(results.subList(1, 33))))
                .isPresent();
    }

    @FuzzTest
    @DisplayName("may be anything")
    void fuzz(byte[] bytes) {
        Report.parse(new String(bytes, StandardCharsets.UTF_8))
                .ifPresent(it -> assertThat(it.count()).isNotNegative());
    }
}
