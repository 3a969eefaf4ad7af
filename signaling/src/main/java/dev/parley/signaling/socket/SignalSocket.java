package dev.parley.signaling.socket;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.json.Reading;
import dev.parley.signaling.live.Closing;
import dev.parley.signaling.meeting.Conversation;
import dev.parley.signaling.meeting.Conversations;
import dev.parley.signaling.meters.SignalingMeters;
import jakarta.websocket.Session;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/// `GET /v1/signal`. Puts messages together from their parts itself: the container would set aside memory for
/// the largest possible message at every socket, a thousand times what almost all of them ever need.
public final class SignalSocket extends AbstractWebSocketHandler {
    private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    private final String instance;
    private final Conversations conversations;
    private final Executor threads;
    private final SignalingMeters meters;
    private final Map<String, Open> open = new ConcurrentHashMap<>();

    /// `instance`: unique to this process, so that its connections' ids are unique among all.
    public SignalSocket(String instance, Conversations conversations, Executor threads, SignalingMeters meters) {
        this.instance = instance;
        this.conversations = conversations;
        this.threads = threads;
        this.meters = meters;
    }

    private record Open(Outbox outbox, Conversation conversation, Message message) {}

    /// What has come of a message. Only the socket's own thread touches it.
    private static final class Message {
        private final StringBuilder text = new StringBuilder();
        private int parts;

        boolean takes(String part) {
            boolean small = text.length() + part.length() <= ProtocolLimits.OFFER_BYTES;
            if (small && parts < SocketLimits.PARTS) {
                text.append(part);
                parts++;
                return true;
            }
            return false;
        }

        String whole() {
            String whole = text.toString();
            text.setLength(0);
            text.trimToSize();
            parts = 0;
            return whole;
        }
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        if (session instanceof NativeWebSocketSession it && it.getNativeSession() instanceof Session container) {
            container.getUserProperties().put(SEND_TIMEOUT, SocketLimits.SEND_TIMEOUT_MS);
        }
        var outbox = new Outbox(instance + "-" + session.getId(), Outbox.Wire.of(session), threads);
        open.put(session.getId(), new Open(outbox, conversations.open(outbox, address(session)), new Message()));
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        Open it = open.get(session.getId());
        if (it == null) {
            return;
        }
        if (!it.message().takes(message.getPayload())) {
            tooLarge(it);
        } else if (message.isLast()) {
            it.conversation().onText(it.message().whole());
        }
    }

    /// Said once; the rest of the message finds nobody.
    private void tooLarge(Open it) {
        if (it.outbox().closing().isEmpty()) {
            String code = Reading.Code.TOO_LARGE.word();
            meters.refused("socket", code);
            String expected =
                    "at most " + ProtocolLimits.OFFER_BYTES + " characters in " + SocketLimits.PARTS + " frames";
            it.outbox().tell(new ServerMessage.Refused(null, code, "This message is too large.", null, expected));
            it.outbox().close(Closing.TOO_LARGE);
        }
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
        Open it = open.get(session.getId());
        if (it != null) {
            it.outbox().close(Closing.NOT_TEXT);
        }
    }

    @Override
    protected void handlePongMessage(WebSocketSession session, PongMessage message) {
        Open it = open.get(session.getId());
        if (it != null) {
            it.conversation().onPong();
        }
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable problem) {
        // The end of the connection follows, and says all there is to say.
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        Open it = open.remove(session.getId());
        if (it != null) {
            boolean broken = status.getCode() == CloseStatus.NO_CLOSE_FRAME.getCode();
            Optional<Closing> why = broken ? it.outbox().broken() : it.outbox().closing();
            meters.socketClosed(why.map(Closing::word).orElse("client"));
            conversations.closed(it.conversation());
        }
    }

    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    private static String address(WebSocketSession session) {
        @Nullable InetSocketAddress remote = session.getRemoteAddress();
        return remote == null ? "unknown" : Objects.requireNonNullElse(remote.getHostString(), "unknown");
    }
}
