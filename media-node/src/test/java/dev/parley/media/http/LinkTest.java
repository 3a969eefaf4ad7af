package dev.parley.media.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("link")
class LinkTest {
    private static final RoomId ROOM = new RoomId("r1");
    private static final ParticipantId ADA = new ParticipantId("ada");

    private NodeUnderTest under;

    @BeforeEach
    void start() {
        under = new NodeUnderTest();
    }

    @AfterEach
    void stop() {
        under.close();
    }

    /// The signaling end of a link.
    private final class Peer implements WebSocket.Listener {
        final BlockingQueue<NodeEvent> events = new LinkedBlockingQueue<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        final WebSocket socket;
        private final boolean reads;
        private final StringBuilder text = new StringBuilder();

        Peer(String secret, boolean reads) throws Exception {
            this.reads = reads;
            this.socket = under.http
                    .newWebSocketBuilder()
                    .header("Authorization", "Bearer " + secret)
                    .buildAsync(URI.create("ws://127.0.0.1:" + under.port() + "/v1/link"), this)
                    .get(10, TimeUnit.SECONDS);
        }

        Peer() throws Exception {
            this(NodeUnderTest.SECRET, true);
        }

        @Override
        public void onOpen(WebSocket from) {
            if (reads) {
                from.request(Long.MAX_VALUE);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                if (ProtocolJson.parseNodeEvent(text.toString()) instanceof Reading.Parsed(var event)) {
                    events.add(event);
                }
                text.setLength(0);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable problem) {
            closed.complete(1006);
        }

        void say(String text) throws Exception {
            socket.sendText(text, true).get(10, TimeUnit.SECONDS);
        }

        /// The next event that is no status: those come in between, once a second.
        NodeEvent next() throws InterruptedException {
            while (true) {
                NodeEvent event = events.poll(10, TimeUnit.SECONDS);
                if (event == null) {
                    throw new AssertionError("nothing came over the link");
                }
                if (!(event instanceof NodeEvent.Status)) {
                    return event;
                }
            }
        }

        int closeCode() throws Exception {
            return closed.get(10, TimeUnit.SECONDS);
        }
    }

    private static NodeEvent.SpeakerChanged speaks(ParticipantId who) {
        return new NodeEvent.SpeakerChanged(ROOM, null, who, 7L);
    }

    @Test
    @DisplayName("greets first, tells its status at once and then every second")
    void greets() throws Exception {
        var peer = new Peer();
        var hello = (NodeEvent.Hello) peer.events.poll(10, TimeUnit.SECONDS);
        assertThat(hello).isEqualTo(under.node.status().hello());
        assertThat(hello.node().value()).isEqualTo("node-a");
        assertThat(peer.events.poll(10, TimeUnit.SECONDS)).isEqualTo(new NodeEvent.Status(2, 1, 0.25));
        assertThat(peer.events.poll(10, TimeUnit.SECONDS)).isEqualTo(new NodeEvent.Status(2, 1, 0.25));
    }

    @Test
    @DisplayName("tells every link what happens, in order")
    void tells() throws Exception {
        var one = new Peer();
        var two = new Peer();
        for (Peer peer : new Peer[] {one, two}) {
            assertThat(peer.next()).isInstanceOf(NodeEvent.Hello.class);
        }
        for (int i = 0; i < 500; i++) {
            under.node.happens(speaks(new ParticipantId("p" + i)));
        }
        for (Peer peer : new Peer[] {one, two}) {
            for (int i = 0; i < 500; i++) {
                assertThat(peer.next()).isEqualTo(speaks(new ParticipantId("p" + i)));
            }
        }
    }

    @Test
    @DisplayName("hands commands to the node and goes on after one it does not understand")
    void commands() throws Exception {
        var peer = new Peer();
        var mute = new NodeCommand.SetMuted(ROOM, ADA, Source.MICROPHONE, true);
        for (String nonsense :
                new String[] {"", "nonsense", "{}", "{\"type\":\"explode\"}", "{\"type\":\"setMuted\"}"}) {
            peer.say(nonsense);
        }
        peer.say(ProtocolJson.write(mute));
        assertThat(under.node.commands.poll(10, TimeUnit.SECONDS)).isEqualTo(mute);
        assertThat(under.send(under.anonymous("/metrics")).body().lines())
                .contains(
                        "parley_link_commands_total{outcome=\"malformed\"} 5.0",
                        "parley_link_commands_total{outcome=\"taken\"} 1.0");
    }

    @Test
    @DisplayName("closes when the node is busy: the command must not be lost in silence")
    void busy() throws Exception {
        var peer = new Peer();
        under.node.busy = true;
        peer.say(ProtocolJson.write(new NodeCommand.CloseRoom(ROOM, "ended")));
        assertThat(peer.closeCode()).isEqualTo(1013);
    }

    @Test
    @DisplayName("closes on a message beyond the limit")
    void tooLarge() throws Exception {
        var peer = new Peer();
        peer.say("x".repeat(ProtocolLimits.LINK_BYTES + 1));
        assertThat(peer.closeCode()).isEqualTo(1009);
    }

    @Test
    @DisplayName("lets a peer go that does not read, and keeps the others")
    void slow() throws Exception {
        var deaf = new Peer(NodeUnderTest.SECRET, false);
        var peer = new Peer();
        assertThat(peer.next()).isInstanceOf(NodeEvent.Hello.class);
        var wordy = new NodeEvent.SessionClosed(ROOM, ADA, FakeNode.SESSION, "x".repeat(4_000));
        for (int i = 0; i < Link.OUTBOX_MESSAGES * 2; i++) {
            under.node.happens(wordy);
            assertThat(peer.next()).isEqualTo(wordy);
        }
        String metrics = under.send(under.anonymous("/metrics")).body();
        assertThat(metrics.lines()).contains("parley_links_dropped_total{reason=\"slow\"} 1.0", "parley_links 1.0");
        deaf.socket.abort();
    }

    @Test
    @DisplayName("when the program stops, every link hears of the drain and of each closed session before it closes")
    void stops() throws Exception {
        var peer = new Peer();
        assertThat(peer.next()).isInstanceOf(NodeEvent.Hello.class);
        under.close();
        assertThat(peer.next()).isEqualTo(under.node.status().hello());
        assertThat(under.node.status().hello().draining()).isTrue();
        assertThat(peer.next()).isInstanceOf(NodeEvent.SessionClosed.class);
        assertThat(peer.closeCode()).isEqualTo(1012);
        assertThat(under.node.asked)
                .containsExactly("drain Stop[seconds=5, roomsPerSecond=0]", "close shutdown", "stop");
    }

    @Test
    @DisplayName("is not opened without the secret")
    void secret() {
        assertThatThrownBy(() -> new Peer("wrong", true))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("WebSocketHandshakeException");
    }
}
