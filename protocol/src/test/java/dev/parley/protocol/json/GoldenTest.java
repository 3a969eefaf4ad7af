package dev.parley.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.SessionAnswer;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.protocol.webhook.Webhook;
import dev.parley.protocol.webhook.WebhookEvent;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("golden files: the reference for every language")
class GoldenTest {
    private static final Map<String, Class<?>> FAMILIES = Map.of(
            "client/ask", ClientAsk.class,
            "client/message", ServerMessage.class,
            "node/command", NodeCommand.class,
            "node/event", NodeEvent.class,
            "webhook/event", WebhookEvent.class);
    private static final Map<String, Class<?>> BODIES = Map.of(
            "node/http/sessionRequest", SessionRequest.class,
            "node/http/sessionAnswer", SessionAnswer.class,
            "webhook/webhook", Webhook.class);

    @TestFactory
    @DisplayName("what is read and written again is the same file")
    Stream<DynamicTest> roundTrip() {
        return FAMILIES.entrySet().stream()
                .flatMap(family -> files(family.getKey())
                        .map(file -> dynamicTest(
                                family.getKey() + "/" + file.getFileName(), () -> roundTrip(file, family.getValue()))));
    }

    @TestFactory
    @DisplayName("HTTP bodies likewise")
    Stream<DynamicTest> bodies() {
        return BODIES.entrySet().stream()
                .map(body ->
                        dynamicTest(body.getKey(), () -> roundTrip(golden(body.getKey() + ".json"), body.getValue())));
    }

    @Test
    @DisplayName("every record of a sealed family has its file, and every file its record")
    void complete() {
        FAMILIES.forEach((folder, family) -> {
            Set<String> records = RecordWords.records(family)
                    .map(kind -> RecordWords.typeName(kind) + ".json")
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> files = files(folder)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(files).as(folder).isEqualTo(records);
        });
    }

    private static <T> void roundTrip(Path file, Class<T> kind) throws IOException {
        String text = Files.readString(file);
        var json = new JsonMapper();
        assertThat(ProtocolJson.parse(text, kind)).isInstanceOfSatisfying(Reading.Parsed.class, parsed -> {
            String written = ProtocolJson.write(parsed.value());
            assertThat(json.readTree(written)).isEqualTo(json.readTree(text));
            assertThat(ProtocolJson.parse(written, kind)).isEqualTo(parsed);
        });
    }

    private static Stream<Path> files(String folder) {
        try (var files = Files.list(golden(folder))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new AssertionError("no golden files in " + folder, e);
        }
    }

    private static Path golden(String folder) {
        try {
            return Path.of(Objects.requireNonNull(GoldenTest.class.getResource("/golden/" + folder), folder)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(folder, e);
        }
    }
}
