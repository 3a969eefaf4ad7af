package dev.parley.media.http;

import dev.parley.media.control.Node;
import dev.parley.media.http.NodeMeters.LinkDrop;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.node.NodeEvent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/// All links of a node. Loops hand events over and go on; a thread of its own turns each into text once and
/// gives it to every link. An event is never lost in silence: whoever could not be given one loses the link
/// instead.
public final class Links implements AutoCloseable {
    /// A drain closes thousands of sessions at once; each is an event or two.
    private static final int WAITING_EVENTS = 16_384;
    /// As agreed with signaling, which gives a node up after five of them are missing.
    private static final long STATUS_MS = 1_000;
    /// How long a closing node waits for its last words to be taken.
    private static final long LAST_WORDS_MS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(Links.class);

    private final Node node;
    private final NodeMeters meters;
    private final Map<String, Link> links = new ConcurrentHashMap<>();
    private final BlockingQueue<NodeEvent> events = new ArrayBlockingQueue<>(WAITING_EVENTS);
    private final Thread teller = Thread.ofVirtual().name("parley-links").unstarted(this::tellAll);
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("parley-status").daemon().factory());

    public Links(Node node, NodeMeters meters) {
        this.node = node;
        this.meters = meters;
        meters.links(this);
    }

    /// Listens to the node and starts to report its status.
    public void start() {
        node.onEvent(this::tell);
        teller.start();
        var _ = ticker.scheduleAtFixedRate(
                () -> tell(node.status().report()), STATUS_MS, STATUS_MS, TimeUnit.MILLISECONDS);
    }

    int count() {
        return links.size();
    }

    /// Never waits: called by loops.
    public void tell(NodeEvent event) {
        if (!events.offer(event)) {
            events.clear();
            LOG.error("{} events wait to be told: all links are dropped", WAITING_EVENTS);
            links.values().forEach(link -> drop(link, LinkDrop.OVERFLOW));
        }
    }

    private void tellAll() {
        try {
            while (true) {
                TextMessage text = text(events.take());
                for (Link link : links.values()) {
                    if (!link.offer(text)) {
                        drop(link, LinkDrop.SLOW);
                    }
                }
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    private static TextMessage text(NodeEvent event) {
        return new TextMessage(ProtocolJson.write(event));
    }

    /// The greeting is in the outbox before any event can be; what happened a moment ago comes behind, so that
    /// nothing falls between the two. Whatever of it comes twice is the same.
    void opened(WebSocketSession session) {
        Link link = new Link(session);
        link.offer(text(node.status().hello()));
        link.offer(text(node.status().report()));
        links.put(session.getId(), link);
        link.start();
        node.news().forEach(event -> link.offer(text(event)));
    }

    void closed(WebSocketSession session) {
        Link link = links.remove(session.getId());
        if (link != null) {
            link.end();
        }
    }

    /// Lets one go that could not be given a command through to the node: it comes back and says again what
    /// holds.
    void dropBusy(WebSocketSession session) {
        Link link = links.get(session.getId());
        if (link != null) {
            drop(link, LinkDrop.BUSY);
        }
    }

    private void drop(Link link, LinkDrop reason) {
        if (links.values().remove(link)) {
            meters.dropped(reason).increment();
            link.drop(CloseStatus.SERVICE_OVERLOAD);
        }
    }

    /// Lets what waits be written, then closes every link.
    @Override
    public void close() throws InterruptedException {
        ticker.shutdownNow();
        long rounds = LAST_WORDS_MS / 10;
        while (!events.isEmpty() && rounds-- > 0) {
            teller.join(Duration.ofMillis(10));
        }
        teller.interrupt();
        teller.join();
        for (Link link : links.values()) {
            link.finish();
        }
        for (Link link : links.values()) {
            link.awaitEnd(LAST_WORDS_MS);
        }
    }
}
