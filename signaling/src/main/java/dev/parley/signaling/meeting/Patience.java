package dev.parley.signaling.meeting;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.signaling.nodes.NodeAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Where offers wait whose room has no node just now: its node is dead, and another takes it over. Somebody who
/// joins in that second is not sent away, but a little slower than others.
public final class Patience {
    /// How long it is until an offer looks again, unless something is said about its room.
    private static final Duration LOOK = Duration.ofMillis(100);
    /// Four and a half seconds, of the ten that a client waits for its answer. A dead node is given up, and its rooms
    /// are placed anew, after three: what others take from it is waited for, and a busy machine sees a death late.
    static final int LOOKS = 45;
    /// A node that was asked and did not answer has taken five seconds already. It is given up a second later, and its
    /// rooms are placed anew after that: three are left, and the client still waits.
    static final int LOOKS_OF_SILENCE = 15;

    private final ConcurrentHashMap<RoomId, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
    private final Set<Asked> asked = ConcurrentHashMap.newKeySet();

    /// An offer at a node that has not answered yet.
    private record Asked(RoomId room, Optional<NodeId> node, CompletableFuture<NodeAnswer> answer) {}

    /// The room is at another node, or may be placed anew.
    public void news(RoomId room) {
        CompletableFuture<Void> woken = waiting.remove(room);
        if (woken != null) {
            woken.complete(null);
        }
    }

    /// The room was taken from a node that is dead or hangs: what that has not answered it never will.
    public void taken(RoomId room, NodeId from) {
        asked.stream()
                .filter(it -> it.room().equals(room) && it.node().equals(Optional.of(from)))
                .forEach(it -> it.answer().complete(new NodeAnswer.Unreachable(false)));
        news(room);
    }

    /// Blocks its virtual thread until there is news of the room, or it is time to look.
    void await(RoomId room) {
        CompletableFuture<Void> next = waiting.computeIfAbsent(room, _ -> new CompletableFuture<>());
        try {
            next.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            waiting.remove(room, next);
            next.complete(null); // others who wait for the same look a little earlier
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The node's answer, unless the room is taken from it first.
    NodeAnswer answer(RoomId room, Optional<NodeId> node, CompletableFuture<NodeAnswer> answer) {
        var open = new Asked(room, node, answer);
        asked.add(open);
        try {
            return answer.join();
        } finally {
            asked.remove(open);
        }
    }
}
