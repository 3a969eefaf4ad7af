package dev.parley.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.SlotView;
import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.RoomId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a client that stops reading")
class SlowReaderTest {
    @Test
    @DisplayName("is dropped, and nobody else notices")
    void dropped() throws Exception {
        var room = new RoomId("slow");
        var many = Collections.nCopies(64, new SlotView("x".repeat(30), null, null, null, null));
        try (var node = new FakeNode("node-1");
                var server = Server.start(List.of(node), Map.of());
                var ada = server.guest();
                var eve = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            ada.join(server.token("slow", "host", "ada"));
            joinAndFallAsleep(eve, server.token("slow", "guest", "eve"));
            var eveId = ada.next(ServerMessage.ParticipantJoined.class)
                    .participant()
                    .id();
            for (int i = 0; i < 6_000; i++) {
                node.say(new NodeEvent.SlotsChanged(room, eveId, many));
            }
            ada.done(new ClientAsk.Chat(ada.nextId(), "all well here", null));
            assertThat(ada.next(ServerMessage.ParticipantChanged.class).participant())
                    .satisfies(it -> assertThat(it.id()).isEqualTo(eveId))
                    .satisfies(it -> assertThat(it.connected()).isFalse());
            assertThat(server.metric("parley_sockets_closed_total", "slow")).isEqualTo(1);
        }
    }

    private static void joinAndFallAsleep(Socket socket, String token) throws IOException {
        String upgrade = "GET /v1/signal HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        var out = new ByteArrayOutputStream();
        out.writeBytes(upgrade.getBytes(StandardCharsets.US_ASCII));
        byte[] join = ProtocolJson.write(new ClientAsk.Join("1", 1, token, null, null))
                .getBytes(StandardCharsets.UTF_8);
        // One masked text frame (RFC 6455 §5.2) whose mask is zero.
        out.writeBytes(new byte[] {(byte) 0x81, (byte) 0xFE, (byte) (join.length >> 8), (byte) join.length});
        out.writeBytes(new byte[4]);
        out.writeBytes(join);
        socket.getOutputStream().write(out.toByteArray());
    }
}
