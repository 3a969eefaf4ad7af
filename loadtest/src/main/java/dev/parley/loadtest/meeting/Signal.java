package dev.parley.loadtest.meeting;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One WebSocket to signaling. Each ask waits for the answer with its id; everything else that comes is told in its
/// order to who listens.
final class Signal implements AutoCloseable {
    /// Longer than the worst join on a machine that is busy.
    private static final long ANSWER_SECONDS = 20;
    /// As the page (`signal.ts`): whoever takes longer to notice that a socket is dead has lost the place in the room.
    private static final long PONG_SECONDS = 5;
    /// As the page: where media has fallen silent as well, an instance that takes longer is gone with it.
    private static final long DOUBTED_PONG_SECONDS = 2;
    /// No message of signaling is longer than the answer to an offer with all slots.
    private static final int MESSAGE_CHARS = 1 << 20;

    private static final String CLOSED_HERE = "closed here";

    /// Who hears what nobody asked for, one word after the other.
    interface Hearer {
        void heard(ServerMessage message);

        /// The socket is gone, and not because it was closed here; told once.
        void ended(String why);
    }

    private final Hearer hearer;
    private final Map<String, CompletableFuture<ServerMessage>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger asks = new AtomicInteger();
    private final CompletableFuture<String> ended;
    private final WebSocket socket;

    /// A socket, and why it has ended once it has, which may be before it is known which of several is kept.
    private record Line(WebSocket socket, CompletableFuture<String> ended) {}

    private Signal(HttpClient http, URI address, Hearer hearer) throws IOException, InterruptedException {
        this.hearer = hearer;
        Line line =
                Opening.first(() -> begin(http, address), late -> late.socket().abort());
        this.socket = line.socket();
        this.ended = line.ended();
        var _ = ended.thenAccept(why -> {
            waiting.values().forEach(ask -> ask.completeExceptionally(new IOException("the socket ended: " + why)));
            if (!why.equals(CLOSED_HERE)) {
                hearer.ended(why);
            }
        });
    }

    static Signal open(HttpClient http, URI address, Hearer hearer) throws IOException, InterruptedException {
        return new Signal(http, address, hearer);
    }

    private CompletableFuture<Line> begin(HttpClient http, URI address) {
        var over = new CompletableFuture<String>();
        return http.newWebSocketBuilder().buildAsync(address, new Ears(over)).thenApply(it -> new Line(it, over));
    }

    /// Asks and waits for the answer.
    ///
    /// @param ask made with the id that it is given
    /// @throws RefusedException when the answer is no
    <T extends ServerMessage> T ask(Class<T> answer, Function<String, ClientAsk> ask)
            throws IOException, InterruptedException {
        return ask(answer, ask, ANSWER_SECONDS);
    }

    /// Whether the other side still answers.
    void ping() throws IOException, InterruptedException {
        ask(ServerMessage.Pong.class, ClientAsk.Ping::new, PONG_SECONDS);
    }

    /// The same, where there is other evidence that it may not.
    void doubt() throws IOException, InterruptedException {
        ask(ServerMessage.Pong.class, ClientAsk.Ping::new, DOUBTED_PONG_SECONDS);
    }

    private <T extends ServerMessage> T ask(Class<T> answer, Function<String, ClientAsk> ask, long seconds)
            throws IOException, InterruptedException {
        String id = Integer.toString(asks.incrementAndGet());
        CompletableFuture<ServerMessage> answered = new CompletableFuture<>();
        waiting.put(id, answered);
        try {
            if (ended.isDone()) {
                throw new IOException("the socket ended: " + ended.join());
            }
            send(ProtocolJson.write(ask.apply(id)));
            ServerMessage message = await(answered, seconds);
            if (message instanceof ServerMessage.Refused refused) {
                throw new RefusedException(refused.code(), refused.message());
            }
            return answer.cast(message);
        } finally {
            waiting.remove(id);
        }
    }

    /// One text at a time: java.net.http allows no second one before the first has left.
    private synchronized void send(String text) throws IOException, InterruptedException {
        await(socket.sendText(text, true));
    }

    private void take(ServerMessage message) {
        switch (message) {
            case ServerMessage.Reply(var id) -> answer(id, message);
            case ServerMessage.Pong(var id) -> answer(id, message);
            case ServerMessage.Joined joined -> {
                hearer.heard(message); // before what follows it, or news of the room would be lost
                answer(joined.id(), message);
            }
            case ServerMessage.Answer opened -> answer(opened.id(), message);
            case ServerMessage.Restarted restarted -> answer(restarted.id(), message);
            case ServerMessage.Refused refused -> {
                if (refused.id() != null) {
                    answer(refused.id(), message);
                }
            }
            case ServerMessage.Waiting waits -> {
                hearer.heard(message);
                answer(waits.id(), message);
            }
            case ServerMessage event -> hearer.heard(event);
        }
    }

    private void answer(String id, ServerMessage message) {
        CompletableFuture<ServerMessage> ask = waiting.get(id);
        if (ask != null) {
            ask.complete(message);
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
        return await(future, ANSWER_SECONDS);
    }

    private static <T> T await(CompletableFuture<T> future, long seconds) throws IOException, InterruptedException {
        try {
            return future.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + seconds + " s", e);
        }
    }

    /// As a train goes into a tunnel: no goodbye.
    @Override
    public void close() {
        ended.complete(CLOSED_HERE);
        socket.abort();
    }

    private final class Ears implements WebSocket.Listener {
        private final CompletableFuture<String> over;
        private final StringBuilder text = new StringBuilder();

        Ears(CompletableFuture<String> over) {
            this.over = over;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (text.length() > MESSAGE_CHARS) {
                end(from, text.length() + " characters in one message");
            } else if (last) {
                switch (ProtocolJson.parseServerMessage(text.toString())) {
                    case Reading.Parsed<ServerMessage>(var message) -> take(message);
                    case Reading.Malformed<ServerMessage> malformed -> end(from, "not understood: " + malformed);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void end(WebSocket from, String why) {
            from.abort();
            over.complete(why);
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            over.complete(reason.isEmpty() ? Integer.toString(code) : code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable problem) {
            over.complete(problem.toString());
        }
    }
}
