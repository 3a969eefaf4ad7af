package dev.parley.media.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/// One signaling instance at the other end. It is written to by a virtual thread of its own, so that a slow reader
/// holds up nobody else; one that falls this far behind is let go, and asks for everything anew when it comes back.
final class Link {
    /// Some seconds of a busy node's events; each is a few hundred bytes.
    static final int OUTBOX_MESSAGES = 4096;

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    /// No event is empty, so this one says that there are no more.
    private static final TextMessage LAST = new TextMessage("");

    private final WebSocketSession session;
    private final BlockingQueue<TextMessage> outbox = new ArrayBlockingQueue<>(OUTBOX_MESSAGES);
    private final Thread writer;

    Link(WebSocketSession session) {
        this.session = session;
        this.writer = Thread.ofVirtual().name("parley-link-" + session.getId()).unstarted(this::write);
    }

    void start() {
        writer.start();
    }

    /// False when too much waits: the link is not worth keeping.
    boolean offer(TextMessage message) {
        return outbox.offer(message);
    }

    private void write() {
        try {
            while (session.isOpen()) {
                TextMessage next = outbox.take();
                if (next.getPayloadLength() == 0) {
                    close(CloseStatus.SERVICE_RESTARTED);
                    return;
                }
                session.sendMessage(next);
            }
        } catch (InterruptedException _) {
            // ended by end()
        } catch (IOException | IllegalStateException broken) {
            LOG.debug("Link {} broke: {}", session.getId(), broken.toString());
            close(CloseStatus.SESSION_NOT_RELIABLE);
        }
    }

    /// Closes after everything that waits is written.
    void finish() {
        if (!outbox.offer(LAST)) {
            drop(CloseStatus.SERVICE_RESTARTED);
        }
    }

    /// Until it is closed, but no longer than this.
    void awaitEnd(long patienceMs) throws InterruptedException {
        writer.join(Duration.ofMillis(patienceMs));
    }

    /// Closes at once, from another thread than the caller's: closing waits for a write that may be stuck.
    void drop(CloseStatus why) {
        Thread.ofVirtual().start(() -> close(why));
    }

    /// The socket is gone: nobody writes any more.
    void end() {
        writer.interrupt();
    }

    private void close(CloseStatus why) {
        try {
            session.close(why);
        } catch (IOException | IllegalStateException broken) {
            LOG.debug("Closing link {}: {}", session.getId(), broken.toString());
        }
    }
}
