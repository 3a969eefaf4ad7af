package dev.parley.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("How a run of all tests is added up")
class TestSummaryTest {
    @TempDir
    Path folder;

    @BeforeEach
    void script() throws IOException {
        Path script = SourceTree.here().root().resolve("scripts/test-summary");
        Files.createDirectories(folder.resolve("scripts"));
        Files.copy(script, folder.resolve("scripts/test-summary"));
    }

    @Test
    @DisplayName("by modules, and what failed by its name")
    void failed() throws IOException, InterruptedException {
        report("rtc", "tests=\"3\" errors=\"0\" skipped=\"1\" failures=\"1\"", """
                <testcase name="plain" classname="a.B" time="0.1"/>
                <testcase name="left out" classname="a.B" time="0"><skipped message="no API server"/></testcase>
                <testcase name="holds" classname="a.B" time="0.1">
                  <failure message="expected: &lt;1&gt;&#10;but was: &lt;2&gt;" type="x.E">at a.B</failure>
                </testcase>
                """);
        report(
                "web",
                "tests=\"1\" errors=\"0\" skipped=\"0\" failures=\"0\"",
                "<testcase name=\"page\" classname=\"c\"/>\n");
        assertThat(summary())
                .containsExactly(
                        "✗ rtc a.B: holds – expected: <1>",
                        "rtc              1 passed   1 failed   1 skipped",
                        "web              1 passed   0 failed   0 skipped",
                        "2 passed, 1 failed, 1 skipped");
    }

    @Test
    @DisplayName("what passed at its second try is passed, and named; Surefire's sums leave it out")
    void secondTry() throws IOException, InterruptedException {
        report("rtc", "tests=\"1\" errors=\"0\" skipped=\"0\" failures=\"0\"", """
                <testcase name="plain" classname="a.B" time="0.1"/>
                <testcase name="shaky" classname="a.B" time="0.2">
                  <flakyFailure message="no answer within 3 s" type="x.E"><stackTrace>at a.B</stackTrace></flakyFailure>
                </testcase>
                """);
        assertThat(summary())
                .containsExactly(
                        "~ rtc a.B: shaky – no answer within 3 s (passed at its second try)",
                        "rtc              2 passed   0 failed   0 skipped",
                        "2 passed, 0 failed, 0 skipped");
    }

    @Test
    @DisplayName("what failed at both tries is failed, once")
    void failedTwice() throws IOException, InterruptedException {
        report("rtc", "tests=\"1\" errors=\"0\" skipped=\"0\" failures=\"0\"", """
                <testcase name="plain" classname="a.B" time="0.1"/>
                <testcase name="broken" classname="a.B" time="0.2">
                  <failure message="no" type="x.E">at a.B</failure>
                  <rerunFailure message="no" type="x.E"><stackTrace>at a.B</stackTrace></rerunFailure>
                </testcase>
                """);
        assertThat(summary())
                .containsExactly(
                        "✗ rtc a.B: broken – no",
                        "rtc              1 passed   1 failed   0 skipped",
                        "1 passed, 1 failed, 0 skipped");
    }

    private void report(String module, String sums, String cases) throws IOException {
        Path reports = Files.createDirectories(folder.resolve(module + "/target/surefire-reports"));
        Files.writeString(
                reports.resolve("TEST-a.B.xml"), "<testsuite name=\"a.B\" " + sums + ">\n" + cases + "</testsuite>\n");
    }

    private List<String> summary() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "sh", folder.resolve("scripts/test-summary").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.lines().map(String::strip).toList();
    }
}
