package dev.parley.signaling.socket;

import dev.parley.signaling.live.Closing;
import dev.parley.signaling.live.Connection;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/// What is to be sent to one client, in order, by a thread of its own while there is something. Bounded: who
/// does not read is dropped, and nobody else notices.
final class Outbox implements Connection {
    /// A snapshot of a full room is about a megabyte; four of them are more than any reader who keeps up ever
    /// has waiting.
    static final int MAX_CHARS = 4 * 1024 * 1024;
    /// Minutes of a busy room's events.
    static final int MAX_MESSAGES = 4_096;

    private final String id;
    private final WebSocketSession session;
    private final Executor threads;

    // Guarded by this.
    private final Queue<WebSocketMessage<?>> waiting = new ArrayDeque<>();
    private int waitingChars;
    private boolean sending;
    private @Nullable Closing closing;

    Outbox(String id, WebSocketSession session, Executor threads) {
        this.id = id;
        this.session = session;
        this.threads = threads;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void tell(String json) {
        add(new TextMessage(json), json.length());
    }

    @Override
    public void ping() {
        add(new PingMessage(), 0);
    }

    private void add(WebSocketMessage<?> message, int chars) {
        synchronized (this) {
            if (closing != null) {
                return;
            }
            if (waiting.size() >= MAX_MESSAGES || waitingChars + chars > MAX_CHARS) {
                waiting.clear();
                waitingChars = 0;
                closing = Closing.SLOW;
            } else {
                waiting.add(message);
                waitingChars += chars;
            }
        }
        start();
    }

    @Override
    public void close(Closing why) {
        synchronized (this) {
            if (closing != null) {
                return;
            }
            closing = why;
        }
        start();
    }

    /// Why we ended it; absent when the client did, or the network.
    synchronized Optional<Closing> closing() {
        return Optional.ofNullable(closing);
    }

    private void start() {
        synchronized (this) {
            if (sending) {
                return;
            }
            sending = true;
        }
        threads.execute(this::drain);
    }

    private void drain() {
        try {
            WebSocketMessage<?> next = next();
            while (next != null) {
                session.sendMessage(next);
                next = next();
            }
        } catch (IOException | IllegalStateException _) {
            // The client is gone, or did not read for longer than the container waits.
            close(Closing.SLOW);
            synchronized (this) {
                waiting.clear();
                sending = false;
            }
        }
        finish();
    }

    /// Absent when there is nothing left to send; then `sending` is already false, so that the next tell starts anew.
    private synchronized @Nullable WebSocketMessage<?> next() {
        WebSocketMessage<?> next = waiting.poll();
        if (next == null) {
            sending = false;
        } else if (next instanceof TextMessage text) {
            waitingChars -= text.getPayload().length();
        }
        return next;
    }

    private void finish() {
        Closing why;
        synchronized (this) {
            why = closing;
            if (why == null || !session.isOpen()) {
                return;
            }
        }
        try {
            session.close(new CloseStatus(why.code(), why.word()));
        } catch (IOException | IllegalStateException _) {
            // Gone already: the container tells the handler in any case.
        }
    }
}
