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
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The link to one node: commands out, events in. It comes back by itself, at once after it broke; [#tick]
/// drives the rest, four times a second.
///
/// Who dies is seen at once, since the link breaks and the port refuses. It is given up a little later: its
/// sessions are being taken by the nodes that have copies of them, and what they take must not be closed.
public final class NodeLink {
    /// A node sends its status every second; five missed ones are no accident.
    static final Duration SILENT = Duration.ofSeconds(5);
    /// How long a node may be away, or hang, before it is given up. A link that merely broke is back within two
    /// seconds. The sessions of one that hangs, or is cut off, are taken when its lease is over, which is after
    /// three at most, and its dispute is settled: nothing that could be taken is left by then.
    static final Duration LOST = Duration.ofSeconds(6);
    /// A process that is seen to be dead is given up after this. Its sessions are taken without waiting for
    /// a lease: by then even a busy node, which has a hundred rooms to take, has said so.
    static final Duration TAKEN = Duration.ofMillis(2_500);
    /// Between attempts it is half a second more each time, up to this; a node that starts is found soon after.
    private static final int MAX_BACKOFF_TICKS = 16;
    /// How soon an address asks again whether the other process of its node is still there.
    private static final int REPLACED_TICKS = 4;

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Logger LOG = System.getLogger(NodeLink.class.getName());

    /// Where the node is and how it knows us.
    public record Peer(URI node, String secret, HttpClient http, InstantSource clock) {
        /// Those that may be blocked, which the client's own may not.
        Executor threads() {
            return http.executor().orElse(Thread::startVirtualThread);
        }

        URI link() {
            String scheme = "https".equals(node.getScheme()) ? "wss" : "ws";
            return URI.create(scheme + "://" + node.getAuthority() + "/v1/link");
        }
    }

    private final Peer peer;
    private final NodeWatcher watcher;
    private final Claims claims;
    private final NodeHttp sessions;

    // Guarded by this.
    private Lives lives = new Lives();
    private NodeEvent.@Nullable Status status;
    /// Of the process that another link speaks for.
    private @Nullable String twinOf;
    private @Nullable LinkSender sender;
    private @Nullable WebSocket socket;
    private boolean connecting;
    private boolean stopped;
    private int failures;
    private int waitTicks;
    private long heardAtMs;

    public NodeLink(Peer peer, NodeWatcher watcher, Claims claims) {
        this.peer = peer;
        this.watcher = watcher;
        this.claims = claims;
        this.sessions = new NodeHttp(peer.http(), peer.node(), peer.secret());
        this.heardAtMs = peer.clock().millis();
    }

    public URI uri() {
        return peer.node();
    }

    public NodeHttp sessions() {
        return sessions;
    }

    /// Known from the first greeting on, and kept while the link is away.
    public synchronized Optional<NodeId> node() {
        return greeting().map(NodeEvent.Hello::node);
    }

    public synchronized Optional<String> instance() {
        return greeting().map(NodeEvent.Hello::instance);
    }

    /// What the node said of itself last.
    public synchronized Optional<NodeEvent.Hello> greeting() {
        return Optional.ofNullable(lives.hello());
    }

    /// What it told of its load last, while its link is there.
    public synchronized Optional<NodeEvent.Status> status() {
        return isUp() ? Optional.ofNullable(status) : Optional.empty();
    }

    public synchronized boolean isUp() {
        return sender != null && lives.hello() != null;
    }

    /// Up, and nobody is taking over what another process of this node has left.
    public synchronized boolean isSettled() {
        return isUp() && !lives.isLeaving();
    }

    /// The node is met by another address: this one is not needed, until that one is gone.
    public synchronized boolean isTwin() {
        return twinOf != null;
    }

    synchronized boolean isTwinOf(String instance) {
        return instance.equals(twinOf);
    }

    /// Nobody is there, and nothing of whoever was is left to be taken over.
    synchronized boolean isOver() {
        return socket == null && !lives.isLeaving() && (lives.hello() == null || lives.isLost());
    }

    /// Blocks for half a second at most.
    boolean isRefused() {
        return Knock.isRefused(peer.node());
    }

    /// What this link knew of the node is another's to know.
    synchronized Lives handOver() {
        Lives known = lives;
        lives = new Lives();
        return known;
    }

    /// Looks at once, and may block for half a second.
    public Sight see(String instance) {
        boolean open;
        synchronized (this) {
            if (lives.isFormer(instance)) {
                return Sight.DEAD;
            }
            if (!lives.isCurrent(instance) && !isTwinOf(instance)) {
                return Sight.NOT_DEAD;
            }
            open = socket != null;
        }
        if (!isRefused()) {
            return Sight.NOT_DEAD;
        }
        return open ? Sight.DYING : Sight.DEAD;
    }

    /// Away for so long that its rooms must go on elsewhere.
    public synchronized boolean isLost() {
        return lives.isLost();
    }

    /// The node, if new rooms may be placed there.
    public synchronized Optional<NodeId> usable() {
        NodeEvent.Hello greeting = lives.hello();
        return isSettled() && greeting != null && !greeting.draining()
                ? Optional.of(greeting.node())
                : Optional.empty();
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

    /// @param taken for how long those who take over from a dead process are given time
    void tick(Duration taken) {
        long nowMs = peer.clock().millis();
        Optional<Gone> gone;
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
            gone = lives.due(nowMs, taken, socket == null ? silence : null);
            if (socket == null && !connecting && --waitTicks < 0) {
                connect();
            }
        }
        gone.ifPresent(it -> {
            LOG.log(Level.INFO, "{0}: {1} is given up: {2}", peer.node(), it.node(), it.reason());
            watcher.onGone(it);
        });
    }

    public synchronized void stop() {
        stopped = true;
        if (socket != null) {
            socket.abort();
            socket = null;
            sender = null;
        }
    }

    /// On a thread of its own: the client may call its listener before it returns, and whoever is told of a greeting
    /// must not hold this lock.
    private void connect() {
        connecting = true;
        peer.threads().execute(this::dial);
    }

    private void dial() {
        var _ = peer.http()
                .newWebSocketBuilder()
                .connectTimeout(CONNECT)
                .header("Authorization", "Bearer " + peer.secret())
                .buildAsync(peer.link(), new Ears())
                .whenCompleteAsync(
                        (_, problem) -> {
                            if (problem != null) {
                                failed(problem);
                            }
                        },
                        peer.threads());
    }

    private void failed(Throwable problem) {
        boolean refused = isRefused() && claims.refusesElsewhere(this);
        synchronized (this) {
            connecting = false;
            twinOf = null;
            waitTicks = Math.min(2 * failures, MAX_BACKOFF_TICKS);
            Level level = failures == 0 ? Level.WARNING : Level.DEBUG;
            failures++;
            LOG.log(level, "{0}: no link: {1}", peer.node(), problem);
            if (refused && lives.died(peer.clock().millis())) {
                LOG.log(
                        Level.INFO,
                        "{0}: {1} is dead: its link broke and its port refuses",
                        peer.node(),
                        lives.hello());
            }
        }
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
            boolean greeted = sender != null;
            socket = null;
            sender = null;
            waitTicks = 0;
            // Whether it is dead is to be known now. One that takes links and does not greet is asked more calmly.
            if (greeted && !connecting && !stopped) {
                connect();
            }
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
            case NodeEvent.Status it -> told(it);
            case NodeEvent other -> node().ifPresent(node -> watcher.onEvent(node, other));
        }
    }

    private synchronized void told(NodeEvent.Status now) {
        status = now;
    }

    private void greeted(WebSocket from, NodeEvent.Hello greeting) {
        var fresh = new AtomicBoolean();
        if (!claims.claim(this, greeting, before -> fresh.set(taken(from, greeting, before)))) {
            refuse(from, greeting);
            return;
        }
        watcher.onGreeted(greeting.node());
        if (fresh.get()) {
            watcher.onUp(greeting.node());
        }
    }

    /// True when it is the first greeting on its link.
    private synchronized boolean taken(WebSocket from, NodeEvent.Hello greeting, Optional<Lives> before) {
        before.ifPresent(it -> lives = it); // also if this link is gone again: somebody has to know
        if (!from.equals(socket)) {
            return false;
        }
        twinOf = null;
        boolean fresh = sender == null;
        lives.greeted(greeting, fresh, peer.clock().millis());
        if (fresh) {
            sender = new LinkSender(from);
        }
        return fresh;
    }

    /// Another link speaks for this node. Another process of it has to wait until the one before is seen to be gone:
    /// that may have meetings still.
    private void refuse(WebSocket from, NodeEvent.Hello greeting) {
        boolean same = claims.instance(greeting.node()).equals(Optional.ofNullable(greeting.instance()));
        synchronized (this) {
            if (!from.equals(socket)) {
                return;
            }
            if (twinOf == null) {
                LOG.log(Level.INFO, "{0}: {1} is met at another address", peer.node(), greeting.node());
            }
            twinOf = String.valueOf(greeting.instance());
            socket = null;
            sender = null;
            waitTicks = same ? MAX_BACKOFF_TICKS : REPLACED_TICKS;
        }
        from.abort();
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
