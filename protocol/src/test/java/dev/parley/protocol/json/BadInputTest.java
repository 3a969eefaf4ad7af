package dev.parley.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.Routing;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import java.util.Collections;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("protocol JSON: what cannot be understood is named")
class BadInputTest {
    @ParameterizedTest(name = "{0} is {1} at {2}")
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                      | NOT_JSON     |
            hello                                                   | NOT_JSON     |
            []                                                      | NOT_JSON     |
            null                                                    | NOT_JSON     |
            {"type":"ping","id":"1"} {}                             | NOT_JSON     |
            {"type":"ping","id":"1","id":"2"}                       | NOT_JSON     |
            {"id":"1"}                                              | MISSING      | type
            {"type":"fly","id":"1"}                                 | UNKNOWN_TYPE | type
            {"type":7,"id":"1"}                                     | UNKNOWN_TYPE | type
            {"type":"ping"}                                         | MISSING      | id
            {"type":"ping","id":null}                               | MISSING      | id
            {"type":"ping","id":""}                                 | BAD_VALUE    | id
            {"type":"ping","id":7}                                  | BAD_VALUE    | id
            {"type":"raiseHand","id":"1"}                           | MISSING      | raised
            {"type":"raiseHand","id":"1","raised":"true"}           | BAD_VALUE    | raised
            {"type":"setRole","id":"1","participant":"p","role":"king"}   | BAD_VALUE | role
            {"type":"setRole","id":"1","participant":"p","role":0}  | BAD_VALUE    | role
            {"type":"remove","id":"1","participant":"<script>"}     | BAD_VALUE    | participant
            {"type":"wish","id":"1"}                                | MISSING      | slots
            {"type":"wish","id":"1","slots":[null]}                 | MISSING      | slots[0]
            {"type":"wish","id":"1","slots":[{"height":1}]}         | MISSING      | slots[0].mid
            {"type":"wish","id":"1","slots":[{"mid":"0","height":1.5}]}   | BAD_VALUE | slots[0].height
            {"type":"wish","id":"1","slots":[{"mid":"0","height":99999999999}]}   | BAD_VALUE | slots[0].height
            {"type":"wish","id":"1","slots":[{"mid":"0","height":-1}]}   | BAD_VALUE | slots[0]
            """)
    void named(String text, Reading.Code code, String path) {
        assertThat(ProtocolJson.parseClientAsk(text == null ? "" : text))
                .isInstanceOfSatisfying(Reading.Malformed.class, it -> {
                    assertThat(it.code()).isEqualTo(code);
                    assertThat(it.path()).isEqualTo(path);
                });
    }

    @Test
    @DisplayName("the refusal carries the ask's id, the value and what was expected")
    void answerable() {
        assertThat(ProtocolJson.parseClientAsk(
                        "{\"type\":\"setRole\",\"id\":\"9\",\"participant\":\"p\",\"role\":\"king\"}"))
                .isEqualTo(new Reading.Malformed<>(
                        Reading.Code.BAD_VALUE, "9", "role", "king", "host|cohost|guest|viewer"));
    }

    @Test
    @DisplayName("unknown properties are ignored, so that an old program understands a new one")
    void forwardCompatible() {
        assertThat(ProtocolJson.parseClientAsk("{\"mood\":{\"a\":[1]},\"id\":\"1\",\"type\":\"ping\"}"))
                .isEqualTo(new Reading.Parsed<>(new ClientAsk.Ping("1")));
    }

    @Test
    @DisplayName("only an offer may be long")
    void lengths() {
        String large = "x".repeat(ProtocolLimits.MESSAGE_BYTES);
        assertThat(ProtocolJson.parseClientAsk("{\"type\":\"offer\",\"id\":\"1\",\"sdp\":\"" + large + "\"}"))
                .isInstanceOf(Reading.Parsed.class);
        assertThat(ProtocolJson.parseClientAsk("{\"type\":\"chat\",\"id\":\"1\",\"text\":\"" + large + "\"}"))
                .isInstanceOfSatisfying(
                        Reading.Malformed.class, it -> assertThat(it.code()).isEqualTo(Reading.Code.TOO_LARGE));
        assertThat(ProtocolJson.parseClientAsk("{\"id\":\"" + "x".repeat(ProtocolLimits.OFFER_BYTES)))
                .isInstanceOfSatisfying(
                        Reading.Malformed.class, it -> assertThat(it.code()).isEqualTo(Reading.Code.TOO_LARGE));
    }

    @Test
    @DisplayName("a route names as many as fit into a link's message, and no more")
    void routes() {
        var longest = "p".repeat(64);
        var one = new Routing(new ParticipantId(longest), new BreakoutId(longest));
        var full = new NodeCommand.Route(
                new RoomId(longest), Collections.nCopies(ProtocolLimits.ROUTINGS, one), Long.MAX_VALUE);
        String text = ProtocolJson.write(full);
        assertThat(text).hasSizeLessThan(ProtocolLimits.LINK_BYTES);
        assertThat(ProtocolJson.parseNodeCommand(text)).isEqualTo(new Reading.Parsed<>(full));

        String entry = ProtocolJson.write(one);
        assertThat(ProtocolJson.parseNodeCommand(text.replace("[" + entry, "[" + entry + "," + entry)))
                .isInstanceOfSatisfying(
                        Reading.Malformed.class, it -> assertThat(it.code()).isEqualTo(Reading.Code.BAD_VALUE));
    }

    @Test
    @DisplayName("nesting is bounded")
    void nesting() {
        assertThat(ProtocolJson.parseClientAsk("{\"a\":" + "[".repeat(100_000)))
                .isInstanceOfSatisfying(
                        Reading.Malformed.class, it -> assertThat(it.code()).isEqualTo(Reading.Code.TOO_LARGE));
    }
}
