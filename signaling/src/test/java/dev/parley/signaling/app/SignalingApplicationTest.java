package dev.parley.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("signaling program")
class SignalingApplicationTest {
    private static final long PATIENCE_S = 60;

    @ParameterizedTest(name = "{0}={1}")
    @DisplayName("ends with one sentence and a code of its own when a setting makes no sense")
    @CsvSource({
        "PARLEY_GRACE_SECONDS, soon, 'PARLEY_GRACE_SECONDS: soon (expected: 1..600)'",
        "PARLEY_HTTP_PORT, 80800, 'PARLEY_HTTP_PORT: 80800 (expected: 0..65535)'",
        "PARLEY_REDIS_URL, 'redis-sentinel://one:26379', 'PARLEY_REDIS_URL is not understood (expected:"
                + " redis://[user:password@]host:port, redis-sentinel://host:port,…#master or"
                + " redis-cluster://host:port,…; with TLS: rediss…)'",
        "PARLEY_NODES, 'not a node', 'PARLEY_NODES: not a node (expected: http://host:port, dns:http://name:port, …)'",
    })
    void badSetting(String variable, String value, String sentence) throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstderr.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                SignalingApplication.class.getName());
        program.environment().put(variable, value);
        Process process = program.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        assertThat(output.strip()).isEqualTo("parley signaling: " + sentence);
        assertThat(process.exitValue()).isEqualTo(78);
    }
}
