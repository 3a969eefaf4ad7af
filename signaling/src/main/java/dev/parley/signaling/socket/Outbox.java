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
    private final String id;
    private final Wire wire;
    private final Executor threads;

    // Guarded by this.
    private final Queue<WebSocketMessage<?>> waiting = new ArrayDeque<>();
    private int waitingChars;
    private boolean sending;
    private boolean writing;
    private @Nullable Closing closing;

    /// What an outbox needs of a socket. Both may wait for the client.
    interface Wire {
        void send(WebSocketMessage<?> message) throws IOException;

        void close(CloseStatus status) throws IOException;

        static Wire of(WebSocketSession session) {
            return new Wire() {
                @Override
                public void send(WebSocketMessage<?> message) throws IOException {
                    session.sendMessage(message);
                }

                @Override
                public void close(CloseStatus status) throws IOException {
                    if (session.isOpen()) {
                        session.close(status);
                    }
                }
            };
        }
    }

    Outbox(String id, Wire wire, Executor threads) {
        this.id = id;
        this.wire = wire;
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
            if (waiting.size() >= SocketLimits.WAITING_MESSAGES || waitingChars + chars > SocketLimits.WAITING_CHARS) {
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

    /// Why we end it, if we do.
    synchronized Optional<Closing> closing() {
        return Optional.ofNullable(closing);
    }

    /// Why it has ended without a farewell; absent when the client is gone, or the network. In the middle of a write it
    /// is the container that gave up on a client that took nothing.
    synchronized Optional<Closing> broken() {
        return closing == null && writing ? Optional.of(Closing.SLOW) : closing();
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
                write(next);
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

    private void write(WebSocketMessage<?> message) throws IOException {
        writing(true);
        wire.send(message);
        writing(false);
    }

    private synchronized void writing(boolean now) {
        writing = now;
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
            if (why == null) {
                return;
            }
        }
        try {
            wire.close(new CloseStatus(why.code(), why.word()));
        } catch (IOException | IllegalStateException _) {
            // Gone already: the container tells the handler in any case.
        }
    }
}
