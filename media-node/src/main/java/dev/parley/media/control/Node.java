package dev.parley.media.control;

import dev.parley.media.drain.DrainOrder;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A media node as its shell sees it. Every method may be called from any thread and none waits for a loop;
/// futures complete on a loop's thread, so nobody may block in their continuations. They complete with an
/// expected outcome, and exceptionally only for a fault of ours.
public interface Node {
    /// One offer, one answer. A session of a participant that has one already replaces it.
    CompletableFuture<OpenResult> open(RoomId room, SessionRequest request);

    /// Credentials or candidates by `application/trickle-ice-sdpfrag` (RFC 8840). Without `ifMatch` any
    /// generation of the session is meant (`If-Match: *`, RFC 9725 §4.3.1).
    CompletableFuture<RestartResult> restart(SessionId session, @Nullable String ifMatch, String fragment);

    /// False when there is no such session.
    CompletableFuture<Boolean> close(SessionId session, String reason);

    /// Whether the node still has this session: signaling asks after it lost the link.
    CompletableFuture<Boolean> has(SessionId session);

    /// False when the loop has too much waiting: the command was not taken.
    boolean command(NodeCommand command);

    /// Who is told of everything that happens, on the loop's thread: a listener hands over and returns.
    /// There is one; a second call replaces it.
    void onEvent(Consumer<NodeEvent> listener);

    NodeStatus status();

    /// What a new listener has to hear at once, behind the greeting: sessions that came here a moment ago,
    /// of which it may know nothing.
    List<NodeEvent> news();

    /// Of each loop, in order. Reads only, so that it says the truth of a loop that hangs.
    List<LoopPulse> pulses();

    /// Takes no new rooms from now on, and gives away those it has, as ordered. The same order again changes
    /// nothing. Answers with how it is once that holds; the links hear of it as of any event.
    CompletableFuture<NodeStatus> drain(DrainOrder order);

    /// Takes new rooms again; what is under way to other nodes ends first.
    CompletableFuture<NodeStatus> uncordon();

    /// Closes all sessions with this reason.
    void closeAll(String reason);

    /// Everything countable since the start; called for each scrape.
    void counters(CounterSink sink);

    /// Closes the doors and ends the loops. The last call.
    void stop();
}
