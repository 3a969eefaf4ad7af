package dev.parley.media.node;

import dev.parley.media.control.CounterSink;
import dev.parley.media.control.DoorMeters;
import dev.parley.media.control.LoopPulse;
import dev.parley.media.control.Node;
import dev.parley.media.control.NodeSettings;
import dev.parley.media.control.NodeStatus;
import dev.parley.media.control.OpenResult;
import dev.parley.media.control.Refusal;
import dev.parley.media.control.RestartResult;
import dev.parley.media.drain.DrainOrder;
import dev.parley.media.loop.Handshakes;
import dev.parley.media.negotiation.Negotiator;
import dev.parley.media.path.Verdict;
import dev.parley.media.session.RoutingContext;
import dev.parley.media.session.SessionIdentity;
import dev.parley.media.session.SessionRecord;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.SessionAnswer;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import dev.parley.rtc.dtls.DtlsIdentity;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A media node: several loops, each with its own port, and a directory of which room and which session is
/// on which. All work is done on the loops; this only finds the right one.
public final class MediaNode implements Node {
    private static final String BUSY = "The loop has too many commands waiting: try again.";

    private final NodeSettings settings;
    private final InstantSource wallClock;
    private final Fleet fleet;
    private final Negotiator negotiator;
    private final DtlsIdentity certificate;
    private final SessionNames names;

    /// A node by itself.
    ///
    /// @param wallClock for the certificate, for sender reports, and to know which of two sessions is newer
    public MediaNode(NodeSettings settings, InstantSource wallClock) {
        this(settings, wallClock, null);
    }

    /// A node of a fleet, which carries sessions to others and keeps theirs (ADR-0013).
    public MediaNode(NodeSettings settings, InstantSource wallClock, @Nullable Linking linking) {
        this.settings = settings;
        this.certificate = DtlsIdentity.selfSigned(settings.random(), wallClock.instant());
        this.names = new SessionNames(settings.node(), settings.random());
        this.wallClock = wallClock;
        this.fleet = new Fleet(settings, wallClock, linking);
        this.negotiator = new Negotiator(certificate.fingerprint(), settings.random());
    }

    @Override
    public CompletableFuture<OpenResult> open(RoomId room, SessionRequest request) {
        NodeId elsewhere = fleet.custodian().destination(room);
        if (elsewhere != null) {
            return done(refused(409, "room-moved", "This room is on its way to " + elsewhere + "."));
        }
        Drainer drainer = fleet.custodian().drainer();
        // Who comes to a meeting that is here is let in for as long as it is.
        if (drainer.isAboutToEnd() || (drainer.isCordoned() && !fleet.roster().has(room))) {
            return done(refused(503, "node-draining", "This node takes no new rooms."));
        }
        var context = new RoutingContext(room, request.breakout());
        int loop = fleet.roster().reserve(context);
        var local = names.credentials(loop);
        var offered = new Negotiator.Offered(request, local, fleet.candidates(loop, 0));
        return switch (negotiator.negotiate(offered)) {
            case Negotiator.Refused(var refusal) -> {
                fleet.roster().release(context);
                yield done(new OpenResult.Refused(refusal));
            }
            case Negotiator.Agreed agreed -> {
                var identity = new SessionIdentity(
                        names.next(),
                        wallClock.millis(),
                        context,
                        request.participant(),
                        request.kind(),
                        request.sources());
                var ice = NewSession.ice(local, agreed, loop);
                yield open(loop, agreed, NewSession.of(identity, agreed, ice, settings.random()));
            }
        };
    }

    private CompletableFuture<OpenResult> open(int loop, Negotiator.Agreed agreed, SessionRecord record) {
        var result = new CompletableFuture<OpenResult>();
        var expected = new Handshakes.Expected(certificate, agreed.remoteFingerprints());
        SessionIdentity who = record.identity();
        List<SessionId> replaced = fleet.roster().seat(who, loop);
        fleet.switchboard().tell(replaced, Order.close("replaced"));
        boolean taken = fleet.onLoop(loop, media -> {
            media.open(record, expected, settings.clock().getAsLong());
            result.complete(new OpenResult.Opened(
                    new SessionAnswer(who.id(), agreed.answer(), record.ice().etag(), loop)));
        });
        if (!taken) {
            fleet.roster().leave(who.id());
            return done(refused(503, "loop-busy", BUSY));
        }
        return result;
    }

    @Override
    public CompletableFuture<RestartResult> restart(SessionId session, @Nullable String ifMatch, String fragment) {
        var result = new CompletableFuture<RestartResult>();
        var order = new Order(
                (media, known) -> {
                    var candidates = fleet.candidates(media.index(), known.ice().moves());
                    var fresh = new Restarts.Fresh(names.credentials(media.index()), candidates);
                    result.complete(Restarts.apply(known, new Restarts.Ask(ifMatch, fragment), fresh));
                    media.reindex(known);
                },
                () -> result.complete(new RestartResult.NoSuchSession()));
        return switch (fleet.switchboard().tell(session, order)) {
            case TAKEN -> result;
            case NOBODY -> done(new RestartResult.NoSuchSession());
            case FULL -> done(new RestartResult.Refused(Refusal.of(503, "loop-busy", BUSY)));
        };
    }

    @Override
    public CompletableFuture<Boolean> close(SessionId session, String reason) {
        var result = new CompletableFuture<Boolean>();
        var order = new Order(
                (media, known) -> {
                    media.close(known, reason);
                    result.complete(true);
                },
                () -> result.complete(false));
        return switch (fleet.switchboard().tell(session, order)) {
            case TAKEN -> result;
            case NOBODY -> done(false);
            case FULL -> CompletableFuture.failedFuture(new IllegalStateException(session + ": too many orders"));
        };
    }

    @Override
    public CompletableFuture<Boolean> has(SessionId session) {
        return done(fleet.roster().has(session));
    }

    @Override
    public boolean command(NodeCommand command) {
        return fleet.switchboard().command(command);
    }

    @Override
    public void onEvent(Consumer<NodeEvent> listener) {
        fleet.onEvent(listener);
    }

    @Override
    public NodeStatus status() {
        return fleet.status();
    }

    @Override
    public List<NodeEvent> news() {
        return fleet.custodian().carrier().news();
    }

    @Override
    public List<LoopPulse> pulses() {
        return fleet.pulses();
    }

    @Override
    public CompletableFuture<NodeStatus> drain(DrainOrder order) {
        return fleet.custodian().drain((it, nowNs) -> it.order(order, nowNs)).thenApply(_ -> status());
    }

    @Override
    public CompletableFuture<NodeStatus> uncordon() {
        return fleet.custodian().drain(Drainer::callOff).thenApply(_ -> status());
    }

    @Override
    public void closeAll(String reason) {
        fleet.switchboard().tell(fleet.roster().all(), Order.close(reason));
    }

    @Override
    public void counters(CounterSink sink) {
        for (int loop = 0; loop < settings.loops(); loop++) {
            DoorMeters.report(fleet.door(loop), sink);
            for (Verdict verdict : Verdict.values()) {
                sink.count(
                        "parley_packets",
                        Map.of("loop", Integer.toString(loop), "verdict", verdict.name()),
                        fleet.counters(loop).of(verdict));
            }
        }
        fleet.custodian().counters(sink);
    }

    Switchboard switchboard() {
        return fleet.switchboard();
    }

    @Override
    public void stop() {
        fleet.close();
    }

    private static OpenResult refused(int status, String code, String message) {
        return new OpenResult.Refused(Refusal.of(status, code, message));
    }

    private static <T> CompletableFuture<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
