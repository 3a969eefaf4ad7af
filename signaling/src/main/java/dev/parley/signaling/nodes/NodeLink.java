package dev.parley.signaling.nodes;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.NodeId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The link to one node: commands out, events in. It comes back by itself; [#tick] drives that, once a second.
public final class NodeLink {
    /// A node sends its status every second; five missed ones are no accident.
    static final Duration SILENT = Duration.ofSeconds(5);
    /// How long a node may be away before its rooms are placed anew: a link that merely broke is back within two.
    static final Duration LOST = Duration.ofSeconds(6);
    /// Seconds between attempts grow to this; a node that starts is found soon after.
    private static final int MAX_BACKOFF_TICKS = 4;

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Logger LOG = System.getLogger(NodeLink.class.getName());

    /// Where the node is and how it knows us.
    public record Peer(URI node, String secret, HttpClient http, InstantSource clock) {
        URI link() {
            String scheme = "https".equals(node.getScheme()) ? "wss" : "ws";
            return URI.create(scheme + "://" + node.getAuthority() + "/v1/link");
        }
    }

    private final Peer peer;
    private final NodeWatcher watcher;
    private final NodeHttp sessions;

    // Guarded by this.
    private @Nullable LinkSender sender;
    private @Nullable WebSocket socket;
    private NodeEvent.@Nullable Hello hello;
    private boolean connecting;
    private boolean lost;
    private boolean stopped;
    private int failures;
    private int waitTicks;
    private long heardAtMs;

    public NodeLink(Peer peer, NodeWatcher watcher) {
        this.peer = peer;
        this.watcher = watcher;
        this.sessions = new NodeHttp(peer.http(), peer.node(), peer.secret());
        this.heardAtMs = peer.clock().millis();
    }

    public NodeHttp sessions() {
        return sessions;
    }

    /// Known from the first greeting on, and kept while the link is away.
    public synchronized Optional<NodeId> node() {
        return Optional.ofNullable(hello).map(NodeEvent.Hello::node);
    }

    public synchronized Optional<String> instance() {
        return Optional.ofNullable(hello).map(NodeEvent.Hello::instance);
    }

    public synchronized boolean isUp() {
        return sender != null && hello != null;
    }

    /// Away for so long that its rooms must go on elsewhere.
    public synchronized boolean isLost() {
        return lost;
    }

    /// The node, if new rooms may be placed there.
    public synchronized Optional<NodeId> usable() {
        NodeEvent.Hello greeting = hello;
        return isUp() && greeting != null && !greeting.draining() ? Optional.of(greeting.node()) : Optional.empty();
    }

    /// False when the link is away: the command is lost, and [NodeWatcher#onUp] is when to say again what still
    /// holds.
    public boolean send(NodeCommand command) {
        LinkSender now;
        synchronized (this) {
            now = sender;
        }
        return now != null && now.send(ProtocolJson.write(command));
    }

    public void tick() {
        long nowMs = peer.clock().millis();
        boolean nowLost = false;
        synchronized (this) {
            if (stopped) {
                return;
            }
            Duration silence = Duration.ofMillis(nowMs - heardAtMs);
            WebSocket open = socket;
            if (open != null && silence.compareTo(SILENT) > 0) {
                LOG.log(Level.WARNING, "{0}: silent for {1}, giving up the link", peer.node(), silence);
                open.abort();
                closed(open);
            }
            if (socket == null && !lost && silence.compareTo(LOST) > 0) {
                lost = true;
                nowLost = true;
            }
            if (socket == null && !connecting && --waitTicks < 0) {
                connect();
            }
        }
        if (nowLost) {
            node().ifPresent(watcher::onLost);
        }
    }

    public synchronized void stop() {
        stopped = true;
        if (socket != null) {
            socket.abort();
            socket = null;
            sender = null;
        }
    }

    private void connect() {
        connecting = true;
        var _ = peer.http()
                .newWebSocketBuilder()
                .connectTimeout(CONNECT)
                .header("Authorization", "Bearer " + peer.secret())
                .buildAsync(peer.link(), new Ears())
                .whenComplete((_, problem) -> {
                    if (problem != null) {
                        failed(problem);
                    }
                });
    }

    private synchronized void failed(Throwable problem) {
        connecting = false;
        waitTicks = Math.min(failures, MAX_BACKOFF_TICKS);
        Level level = failures == 0 ? Level.WARNING : Level.DEBUG;
        failures++;
        LOG.log(level, "{0}: no link: {1}", peer.node(), problem);
    }

    private synchronized void opened(WebSocket fresh) {
        connecting = false;
        if (stopped) {
            fresh.abort();
            return;
        }
        failures = 0;
        socket = fresh;
        heardAtMs = peer.clock().millis();
    }

    private synchronized void closed(WebSocket old) {
        if (old.equals(socket)) {
            socket = null;
            sender = null;
            waitTicks = 0;
        }
    }

    private void heard(WebSocket from, String text) {
        synchronized (this) {
            if (!from.equals(socket)) {
                return;
            }
            heardAtMs = peer.clock().millis();
        }
        switch (ProtocolJson.parseNodeEvent(text)) {
            case Reading.Parsed<NodeEvent>(var event) -> heard(from, event);
            case Reading.Malformed<NodeEvent> it -> LOG.log(Level.WARNING, "{0}: not understood: {1}", peer.node(), it);
        }
    }

    private void heard(WebSocket from, NodeEvent event) {
        switch (event) {
            case NodeEvent.Hello greeting -> greeted(from, greeting);
            case NodeEvent.Status _ -> {
                // That it came is what counts: the link is alive.
            }
            case NodeEvent other -> node().ifPresent(node -> watcher.onEvent(node, other));
        }
    }

    private void greeted(WebSocket from, NodeEvent.Hello greeting) {
        boolean fresh;
        boolean forgotten;
        synchronized (this) {
            fresh = sender == null;
            forgotten = hello != null && !Objects.equals(hello.instance(), greeting.instance());
            hello = greeting;
            if (fresh) {
                sender = new LinkSender(from);
                lost = false;
            }
        }
        if (fresh) {
            watcher.onUp(greeting.node(), forgotten);
        }
    }

    private final class Ears implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void onOpen(WebSocket from) {
            opened(from);
            from.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (text.length() > ProtocolLimits.OFFER_BYTES) {
                from.abort();
                closed(from);
                return null;
            }
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                heard(from, whole);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed(from);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable problem) {
            LOG.log(Level.DEBUG, "{0}: link broke: {1}", peer.node(), problem);
            closed(from);
        }
    }
}
