package dev.parley.signaling.app;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import dev.parley.room.ParticipantId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client of one WebSocket, as a test's person.
public final class Guest implements AutoCloseable {
    private final WebSocket socket;
    private final BlockingQueue<ServerMessage> heard = new LinkedBlockingQueue<>();
    private final Deque<ServerMessage> skipped = new ArrayDeque<>();
    public final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private int asks;

    Guest(HttpClient http, int port) {
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/v1/signal"), new Ears())
                .join();
    }

    public String nextId() {
        return Integer.toString(++asks);
    }

    public void say(ClientAsk ask) {
        sayRaw(ProtocolJson.write(ask));
    }

    public void sayRaw(String text) {
        socket.sendText(text, true).join();
    }

    public CompletableFuture<WebSocket> sayPart(String text, boolean last) {
        return socket.sendText(text, last);
    }

    public ServerMessage.Joined join(String token) {
        return join(token, null);
    }

    public ServerMessage.Joined join(String token, @Nullable String resumeKey) {
        say(new ClientAsk.Join(nextId(), ClientAsk.PROTOCOL, token, null, resumeKey));
        return next(ServerMessage.Joined.class);
    }

    /// The next message of this kind; others that came before it wait for their own turn.
    public <T extends ServerMessage> T next(Class<T> kind) {
        var waiting = skipped.iterator();
        while (waiting.hasNext()) {
            ServerMessage message = waiting.next();
            if (kind.isInstance(message)) {
                waiting.remove();
                return kind.cast(message);
            }
        }
        while (true) {
            ServerMessage message = poll();
            if (message == null) {
                throw new AssertionError("no " + kind.getSimpleName() + " came, but " + skipped);
            }
            if (kind.isInstance(message)) {
                return kind.cast(message);
            }
            skipped.add(message);
        }
    }

    /// What came and was not asked for.
    public List<ServerMessage> skipped() {
        return List.copyOf(skipped);
    }

    public ServerMessage.Refused refused(ClientAsk ask) {
        say(ask);
        return next(ServerMessage.Refused.class);
    }

    public void done(ClientAsk ask) {
        say(ask);
        next(ServerMessage.Reply.class);
    }

    private @Nullable ServerMessage poll() {
        try {
            return heard.poll(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public int closed() throws Exception {
        return closeCode.get(10, TimeUnit.SECONDS);
    }

    /// As a train goes into a tunnel: no goodbye.
    public void vanish() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
    }

    public static ParticipantId id(ServerMessage.Joined joined) {
        return joined.you().id();
    }

    private final class Ears implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                if (ProtocolJson.parseServerMessage(text.toString()) instanceof Reading.Parsed<ServerMessage>(var it)) {
                    heard.add(it);
                } else {
                    throw new AssertionError("not understood: " + text);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closeCode.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable problem) {
            closeCode.completeExceptionally(problem);
        }
    }
}
