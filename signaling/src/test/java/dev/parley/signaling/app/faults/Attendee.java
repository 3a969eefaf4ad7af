package dev.parley.signaling.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ChatMessage;
import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import dev.parley.room.ParticipantId;
import dev.parley.signaling.store.Until;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A client who comes back by itself, as `@parley/client` does: a lost socket is opened anew at the next
/// instance of the list, with the key of the last welcome and growing waits. Keeps what a person would have
/// seen.
final class Attendee implements AutoCloseable {
    private static final int[] BACK_OFF_MS = {200, 500, 1_000, 2_000};
    private static final int ANSWER_SECONDS = 10;
    /// Sooner would be too many asks.
    static final Duration TRY_AGAIN = Duration.ofMillis(300);
    private static final Set<String> PASSING = Set.of("busy", "store-unavailable", "shutting-down", "too-many-joins");

    private final String name;
    private final HttpClient http;
    private final List<URI> instances;
    private final String token;

    // Guarded by this.
    private final Map<String, CompletableFuture<ServerMessage>> asked = new HashMap<>();
    private final Set<ParticipantId> ids = new LinkedHashSet<>();
    private final List<ChatMessage> read = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final List<String> turnedAway = new ArrayList<>();
    private @Nullable WebSocket socket;
    private @Nullable String resumeKey;
    private @Nullable View view;
    private boolean welcome;
    private boolean over;
    private int place;
    private int at;
    private int attempts;
    private int asks;
    private int lastClose;
    private int welcomes;

    /// `token` says who they are; `at` is where they come in first.
    Attendee(String name, HttpClient http, List<URI> instances, String token) {
        this.name = name;
        this.http = http;
        this.instances = instances;
        this.token = token;
    }

    Attendee enter(int first) {
        knock(first);
        awaitWelcome();
        return this;
    }

    /// Without waiting to be let in.
    void knock(int first) {
        synchronized (this) {
            at = first;
        }
        open();
    }

    // --- what they know ----------------------------------------------------------------------------------------

    String name() {
        return name;
    }

    synchronized ParticipantId id() {
        return ids.iterator().next();
    }

    /// More than one would be a stranger who came back in their place.
    synchronized Set<ParticipantId> ids() {
        return Set.copyOf(ids);
    }

    /// Who waits has none.
    synchronized Optional<View> view() {
        return Optional.ofNullable(view);
    }

    /// In the waiting room, from 1.
    synchronized int place() {
        return place;
    }

    synchronized boolean knows(Predicate<View> fact) {
        return welcome && view != null && fact.test(view);
    }

    /// Every message that was ever shown, in the order of its showing.
    synchronized List<ChatMessage> read() {
        return List.copyOf(read);
    }

    synchronized boolean hasRead(String text) {
        return read.stream().anyMatch(it -> it.text().equals(text));
    }

    /// What no client should ever see.
    synchronized List<String> troubles() {
        return List.copyOf(troubles);
    }

    /// The codes with which they were refused at the door.
    synchronized List<String> turnedAway() {
        return List.copyOf(turnedAway);
    }

    synchronized int lastClose() {
        return lastClose;
    }

    /// One more for each time that the socket was lost.
    synchronized int welcomes() {
        return welcomes;
    }

    synchronized int instance() {
        return at;
    }

    synchronized boolean isWelcome() {
        return welcome;
    }

    void awaitWelcome() {
        Until.holds(name + " is in", this::isWelcome);
    }

    // --- what they ask -----------------------------------------------------------------------------------------

    /// Absent when the socket was lost before the answer came.
    Optional<ServerMessage> ask(Function<String, ClientAsk> words) {
        awaitWelcome();
        CompletableFuture<ServerMessage> answer = send(words);
        try {
            return Optional.of(
                    answer.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join());
        } catch (CompletionException lost) {
            if (lost.getCause() instanceof LostException) {
                return Optional.empty();
            }
            throw new AssertionError(name + " got no answer", lost);
        }
    }

    /// Until it is so, through losses of the socket. What was answered is done, and not asked for again; that
    /// it is so may be told a moment later.
    void insist(Function<String, ClientAsk> words, Predicate<View> fact) {
        Until.holds(name + " is answered", () -> knows(fact) || isDone(words));
        Until.holds(name + " sees what was asked for", () -> knows(fact));
    }

    /// What they were refused for a passing reason is not, and is better asked again a moment later.
    boolean isDone(Function<String, ClientAsk> words) {
        Optional<ServerMessage> answer = ask(words);
        if (answer.orElse(null) instanceof ServerMessage.Refused refused) {
            assertThat(PASSING).as("%s was refused: %s", name, refused).contains(refused.code());
            LockSupport.parkNanos(TRY_AGAIN.toNanos());
            return false;
        }
        return answer.isPresent();
    }

    private synchronized CompletableFuture<ServerMessage> send(Function<String, ClientAsk> words) {
        var answer = new CompletableFuture<ServerMessage>();
        String id = Integer.toString(++asks);
        WebSocket to = socket;
        if (to == null) {
            answer.completeExceptionally(new LostException());
            return answer;
        }
        asked.put(id, answer);
        var _ = to.sendText(ProtocolJson.write(words.apply(id)), true).whenComplete((_, problem) -> {
            if (problem != null) {
                lost(to, 0);
            }
        });
        return answer;
    }

    // --- the socket --------------------------------------------------------------------------------------------

    private void open() {
        URI where;
        synchronized (this) {
            if (over) {
                return;
            }
            where = instances.get(at);
        }
        var ears = new Ears();
        var _ = http.newWebSocketBuilder().buildAsync(where, ears).whenComplete((opened, problem) -> {
            if (problem == null) {
                join(opened, ears);
            } else {
                again();
            }
        });
    }

    private synchronized void join(WebSocket opened, Ears ears) {
        if (over || ears.closed) {
            opened.abort();
            again();
            return;
        }
        socket = opened;
        String key = resumeKey;
        var _ = send(id -> new ClientAsk.Join(id, ClientAsk.PROTOCOL, token, null, key))
                .whenComplete((answer, _) -> {
                    if (answer instanceof ServerMessage.Refused refused) {
                        refused(opened, refused);
                    }
                });
    }

    private synchronized void refused(WebSocket by, ServerMessage.Refused refused) {
        turnedAway.add(refused.code());
        if (!PASSING.contains(refused.code())) {
            troubles.add("refused: " + refused);
        }
        lost(by, 0);
        by.abort();
    }

    private synchronized void lost(WebSocket gone, int code) {
        if (!Objects.equals(socket, gone)) {
            return;
        }
        socket = null;
        welcome = false;
        lastClose = code;
        List<CompletableFuture<ServerMessage>> open = List.copyOf(asked.values());
        asked.clear();
        open.forEach(it -> it.completeExceptionally(new LostException()));
        again();
    }

    private synchronized void again() {
        if (over) {
            return;
        }
        at = (at + 1) % instances.size();
        int wait = BACK_OFF_MS[Math.min(attempts++, BACK_OFF_MS.length - 1)];
        CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS).execute(this::open);
    }

    private synchronized void hear(WebSocket from, ServerMessage message) {
        if (!Objects.equals(socket, from)) {
            return;
        }
        switch (message) {
            case ServerMessage.Joined it -> joined(it);
            case ServerMessage.Waiting it -> waits(it);
            case ServerMessage.WaitingChanged it -> place = it.place();
            case ServerMessage.Refused(var id, var _, var _, var _, var _) -> answered(id, message);
            case ServerMessage.Reply(var id) -> answered(id, message);
            case ServerMessage.Answer(var id, var _, var _) -> answered(id, message);
            case ServerMessage.Pong(var id) -> answered(id, message);
            case ServerMessage.Removed _, ServerMessage.RoomClosed _ -> troubles.add(message.toString());
            case ServerMessage other -> {
                if (view == null) {
                    troubles.add("told before the welcome: " + other);
                } else {
                    noteChat(other);
                    view.apply(other);
                }
            }
        }
    }

    private void answered(@Nullable String id, ServerMessage message) {
        Optional.ofNullable(asked.remove(id)).ifPresent(it -> it.complete(message));
    }

    private void joined(ServerMessage.Joined it) {
        ids.add(it.you().id());
        resumeKey = it.resumeKey();
        view = new View(it);
        place = 0;
        it.chat().stream()
                .filter(message -> read.stream().noneMatch(known -> known.id().equals(message.id())))
                .forEach(read::add);
        welcomed(it.id(), it);
    }

    private void waits(ServerMessage.Waiting it) {
        ids.add(it.you());
        resumeKey = it.resumeKey();
        view = null;
        place = it.place();
        welcomed(it.id(), it);
    }

    private void welcomed(String id, ServerMessage message) {
        welcome = true;
        welcomes++;
        attempts = 0;
        answered(id, message);
    }

    private void noteChat(ServerMessage message) {
        if (message instanceof ServerMessage.ChatAdded(var _, var it)) {
            if (read.stream().anyMatch(known -> known.id().equals(it.id()))) {
                troubles.add("told twice: " + it);
            }
            read.add(it);
        }
        if (message instanceof ServerMessage.BreakoutAssigned(var _, var _, var said)) {
            said.stream()
                    .filter(it -> read.stream().noneMatch(known -> known.id().equals(it.id())))
                    .forEach(read::add);
        }
    }

    @Override
    public synchronized void close() {
        over = true;
        if (socket != null) {
            socket.abort();
        }
    }

    private static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final class Ears implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        /// Before anybody knew that it was open. Guarded by the attendee.
        private boolean closed;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                if (ProtocolJson.parseServerMessage(text.toString()) instanceof Reading.Parsed<ServerMessage>(var it)) {
                    hear(from, it);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            ended(from, code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable problem) {
            ended(from, 0);
        }

        private void ended(WebSocket from, int code) {
            synchronized (Attendee.this) {
                closed = true;
                lost(from, code);
            }
        }
    }
}
