package dev.parley.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.media.http.FakeNode;
import dev.parley.media.http.NodeUnderTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("media node program")
class MediaNodeApplicationTest {
    private static final long PATIENCE_S = 60;

    @Test
    @DisplayName("several live in one process, each with its port, name, instance and metrics")
    void several() throws Exception {
        try (var one = new NodeUnderTest();
                var two = new NodeUnderTest()) {
            assertThat(one.port()).isNotEqualTo(two.port());
            assertThat(one.node.settings.instance()).isNotEqualTo(two.node.settings.instance());
            two.node.sessions = 9;
            assertThat(one.send(one.anonymous("/metrics")).body()).contains("parley_sessions 1.0");
            assertThat(two.send(two.anonymous("/metrics")).body()).contains("parley_sessions 9.0");
            one.close();
            assertThat(two.send(two.anonymous("/health/ready")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("does not start with the secret everybody knows when it is meant for production")
    void productionSecret() {
        Map<String, Object> properties = Map.of("parley.profile", "production", "parley.node-http-port", "0");
        assertThatThrownBy(() -> MediaNodeApplication.start(properties, (settings, _) -> new FakeNode(settings)))
                .hasStackTraceContaining("PARLEY_NODE_SECRET: not set");
    }

    @ParameterizedTest(name = "{0}={1}")
    @DisplayName("ends with one sentence and a code of its own when a setting makes no sense")
    @CsvSource({
        "PARLEY_LOOPS, none, 'PARLEY_LOOPS: none (expected: 1..1024)'",
        "PARLEY_NODE_HTTP_PORT, 80800, 'PARLEY_NODE_HTTP_PORT: 80800 (expected: 0..65535)'",
        "PARLEY_ANNOUNCE, 'not an address', 'PARLEY_ANNOUNCE: not an address (expected: an IP address)'",
    })
    void badSetting(String variable, String value, String sentence) throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                MediaNodeApplication.class.getName());
        program.environment().put(variable, value);
        Process process = program.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        assertThat(output.strip()).isEqualTo("parley media node: " + sentence);
        assertThat(process.exitValue()).isEqualTo(78);
    }
}
