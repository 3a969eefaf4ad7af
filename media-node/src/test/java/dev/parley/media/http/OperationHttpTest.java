package dev.parley.media.http;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a node's operation over HTTP")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationHttpTest {
    private static final String LOAD =
            "\"load\":{\"ratio\":0.25,\"parts\":{\"packets\":0.125,\"bits\":0.0625,\"cpu\":0.25}}";

    private NodeUnderTest under;

    @BeforeAll
    void start() {
        under = new NodeUnderTest();
    }

    @BeforeEach
    void forget() {
        under.node.asked.clear();
        under.node.draining = false;
    }

    @AfterAll
    void stop() {
        under.close();
    }

    private HttpResponse<String> put(String body) throws Exception {
        return under.send(
                under.to("/v1/drain").header("Content-Type", "application/json").PUT(ofString(body)));
    }

    @Test
    @DisplayName("says who it is, of which release, in which phase, how many it serves and how full it is")
    void status() throws Exception {
        var response = under.send(under.to("/v1/status").GET());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.body())
                .startsWith(
                        "{\"id\":\"node-a\",\"instance\":\"" + under.node.settings.instance() + "\",\"version\":\"0.")
                .endsWith("\",\"phase\":\"Active\",\"rooms\":2,\"participants\":1,\"sessions\":1," + LOAD + "}");
    }

    @Test
    @DisplayName("a drain is ordered, and the answer is how far it is")
    void drains() throws Exception {
        var response = put("{\"policy\":\"MigrateThenWait\",\"deadlineSeconds\":600,\"roomsPerSecond\":10}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(under.node.nextAsked())
                .isEqualTo("drain Give[policy=MIGRATE_THEN_WAIT, deadlineSeconds=600, roomsPerSecond=10]");
        assertThat(response.body())
                .contains("\"phase\":\"Drained\"")
                .endsWith("\"drain\":{\"policy\":\"Migrate\",\"startedAt\":\"2026-11-28T10:00:00Z\","
                        + "\"deadline\":\"2026-11-28T10:10:00.500Z\","
                        + "\"roomsLeft\":2,\"roomsMoved\":7,\"roomsClosed\":1}}");
        assertThat(under.send(under.to("/v1/status").GET()).body()).isEqualTo(response.body());
    }

    @Test
    @DisplayName("a cordon needs nothing else, and is undone like a drain")
    void cordons() throws Exception {
        assertThat(put("{\"cordonOnly\":true}").statusCode()).isEqualTo(200);
        assertThat(under.node.nextAsked()).isEqualTo("drain Cordon[]");
        var undone = under.send(under.to("/v1/drain").DELETE());
        assertThat(undone.statusCode()).isEqualTo(200);
        assertThat(undone.body()).contains("\"phase\":\"Active\"").doesNotContain("\"drain\"");
        assertThat(under.node.nextAsked()).isEqualTo("uncordon");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("an order that is none is refused with what was expected, and nothing is done")
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | not-json",
                "{} | missing",
                "{'policy':'Migrate','deadlineSeconds':5} | missing",
                "{'policy':'Migrate','roomsPerSecond':5} | missing",
                "{'cordonOnly':false} | missing",
                "{'policy':'Force','deadlineSeconds':5,'roomsPerSecond':5} | Wait|Migrate|MigrateThenWait",
                "{'policy':'Wait','deadlineSeconds':0,'roomsPerSecond':5} | deadlineSeconds: 0 (expected: 1..86400)",
                "{'policy':'Wait','deadlineSeconds':5,'roomsPerSecond':1001} | roomsPerSecond: 1001 (expected: 1..1",
                "{'policy':'Wait','deadlineSeconds':'5','roomsPerSecond':5} | bad-value"
            },
            quoteCharacter = '~')
    void refused(String body, String word) throws Exception {
        var response = put(body.replace('\'', '"'));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(word);
        assertThat(under.node.asked).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("all of it needs the secret")
    @ValueSource(strings = {"/v1/status", "/v1/drain"})
    void secret(String path) throws Exception {
        assertThat(under.send(under.anonymous(path).GET()).statusCode()).isEqualTo(401);
        assertThat(under.send(under.anonymous(path).PUT(ofString("{}"))).statusCode())
                .isEqualTo(401);
        assertThat(under.send(under.anonymous(path).DELETE()).statusCode()).isEqualTo(401);
        assertThat(under.node.asked).isEmpty();
    }

    @Test
    @DisplayName("other methods are told which there are")
    void methods() throws Exception {
        var status = under.send(under.to("/v1/status").DELETE());
        assertThat(status.statusCode()).isEqualTo(405);
        assertThat(status.headers().firstValue("Allow")).hasValue("GET");
        var drain = under.send(under.to("/v1/drain").GET());
        assertThat(drain.statusCode()).isEqualTo(405);
        assertThat(drain.headers().firstValue("Allow")).hasValue("PUT, DELETE");
    }
}
