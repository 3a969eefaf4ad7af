package dev.parley.signaling.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.client.TrackView;
import dev.parley.room.Source;
import dev.parley.signaling.app.Guest;
import dev.parley.signaling.app.RawSocket;
import dev.parley.signaling.app.Server;
import dev.parley.signaling.store.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("floods of frames and connections: a meeting beside them goes on")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FloodTest {
    private static final int POLICY = 1008;
    private static final int FRAMES = 20_000;
    private static final byte[] NOTHING = {};

    private final Server server = Server.start(List.of(), Map.of("server.tomcat.connection-timeout", "2s"));
    private final Guest ada = server.guest();
    private final Guest bob = server.guest();
    private boolean silent;

    @BeforeAll
    void meet() {
        ada.join(server.token("calm", "host", "ada"));
        bob.join(server.token("calm", "guest", "bob"));
    }

    @AfterAll
    void stop() {
        ada.close();
        bob.close();
        server.close();
    }

    private void meetingGoesOn() {
        silent = !silent;
        ada.done(new ClientAsk.SetPublishing(ada.nextId(), Source.MICROPHONE, silent, true));
        TrackView heard = bob.next(ServerMessage.ParticipantChanged.class)
                .participant()
                .tracks()
                .getFirst();
        assertThat(heard.muted()).isEqualTo(silent);
    }

    @Test
    @DisplayName("answers that nobody asked for are counted like asks, and cut off")
    void pongs() throws Exception {
        try (var eve = new RawSocket(server.port())) {
            for (int i = 0; i < FRAMES && eve.frame(RawSocket.FIN | RawSocket.PONG, NOTHING); i++) {
                goesOnNowAndThen(i);
            }
            assertThat(eve.closed()).isEqualTo(POLICY);
        }
        assertThat(server.metric("parley_refusals_total", "\"too-many-asks\"")).isPositive();
        closedFor("policy");
    }

    @Test
    @DisplayName("pings are answered one by one, and delay nobody else")
    void pings() throws Exception {
        try (var eve = new RawSocket(server.port())) {
            for (int i = 0; i < FRAMES && eve.frame(RawSocket.FIN | RawSocket.PING, NOTHING); i++) {
                goesOnNowAndThen(i);
            }
        }
        meetingGoesOn();
    }

    /// Counted once the container has seen the end, which may be after the client has.
    private void closedFor(String reason) {
        Until.holds(
                "a socket closed for the reason '" + reason + "' is counted",
                () -> server.metric("parley_sockets_closed_total", "\"" + reason + "\"") > 0);
    }

    private void goesOnNowAndThen(int i) {
        if (i % (FRAMES / 4) == FRAMES / 8) {
            meetingGoesOn();
        }
    }

    @Test
    @DisplayName("a message in frames without end, with pings in between, is refused")
    void fragments() throws Exception {
        try (var eve = new RawSocket(server.port())) {
            boolean open = eve.frame(RawSocket.TEXT, "{".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < FRAMES && open; i++) {
                open = eve.frame(RawSocket.CONTINUATION, NOTHING) && eve.frame(RawSocket.FIN | RawSocket.PING, NOTHING);
                goesOnNowAndThen(i);
            }
            assertThat(eve.closed()).as("too large, or gone").isIn(1009, -1);
        }
        closedFor("too-large");
        meetingGoesOn();
    }

    @ParameterizedTest(name = "{2}")
    @DisplayName("frames that are none end their socket")
    @CsvSource(delimiter = '|', textBlock = """
            0x83 | 0 | a reserved opcode
            0xC1 | 1 | a reserved bit
            0x00 | 1 | a continuation of nothing
            0x09 | 1 | a ping in parts
            0x89 | 126 | a ping that is too long
            0x82 | 1 | no text
            """)
    void frames(String head, int length, String what) throws Exception {
        try (var eve = new RawSocket(server.port())) {
            eve.frame(Integer.decode(head), new byte[length]);
            assertThat(eve.closed()).as(what).isIn(1002, 1003, -1);
        }
        meetingGoesOn();
    }

    @Test
    @DisplayName("hundreds of requests that were begun and never end are let go, and meanwhile everyone else is served")
    void beginnings() throws Exception {
        var begun = new ArrayList<Socket>();
        for (int i = 0; i < 300; i++) {
            begun.add(begin(i % 2 == 0 ? "GET /v1/signal HTTP/1.1\r\nUpgr" : "P"));
        }
        meetingGoesOn();
        try (var late = server.guest()) {
            late.join(server.token("late", "guest", "late"));
        }
        for (Socket socket : begun) {
            try (socket) {
                socket.getInputStream().readAllBytes(); // comes to its end
            }
        }
        meetingGoesOn();
    }

    private Socket begin(String words) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
