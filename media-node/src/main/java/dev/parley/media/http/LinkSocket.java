package dev.parley.media.http;

import dev.parley.media.control.Node;
import dev.parley.media.http.NodeMeters.CommandOutcome;
import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import dev.parley.protocol.node.NodeCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/// `GET /v1/link`: commands in, events out.
public final class LinkSocket extends TextWebSocketHandler {
    /// A write that takes longer meets a peer that does not read; Tomcat then breaks the connection.
    private static final long SEND_TIMEOUT_MS = 5_000;

    private static final String TOMCAT_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";
    private static final Logger LOG = LoggerFactory.getLogger(LinkSocket.class);

    private final Node node;
    private final Links links;
    private final NodeMeters meters;

    public LinkSocket(Node node, Links links, NodeMeters meters) {
        this.node = node;
        this.links = links;
        this.meters = meters;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        session.setTextMessageSizeLimit(ProtocolLimits.LINK_BYTES);
        if (session instanceof NativeWebSocketSession wrapped
                && wrapped.getNativeSession() instanceof jakarta.websocket.Session tomcat) {
            tomcat.getUserProperties().put(TOMCAT_SEND_TIMEOUT, SEND_TIMEOUT_MS);
        }
        LOG.info("Link {} from {}", session.getId(), session.getRemoteAddress());
        links.opened(session);
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        switch (ProtocolJson.parseNodeCommand(message.getPayload())) {
            case Reading.Parsed<NodeCommand>(var command) -> take(session, command);
            case Reading.Malformed<NodeCommand> malformed -> {
                // A newer signaling may say more than we know; what we do know still holds.
                meters.commands(CommandOutcome.MALFORMED).increment();
                LOG.warn("Link {}: not understood: {}", session.getId(), malformed);
            }
        }
    }

    private void take(WebSocketSession session, NodeCommand command) {
        if (node.command(command)) {
            meters.commands(CommandOutcome.TAKEN).increment();
        } else {
            meters.commands(CommandOutcome.BUSY).increment();
            LOG.warn(
                    "Link {}: {} dropped, too much waits",
                    session.getId(),
                    command.getClass().getSimpleName());
            links.dropBusy(session);
        }
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable problem) {
        LOG.debug("Link {}: {}", session.getId(), problem.toString());
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        LOG.info("Link {} closed: {}", session.getId(), status);
        links.closed(session);
    }
}
