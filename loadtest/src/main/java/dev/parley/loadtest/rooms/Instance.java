package dev.parley.loadtest.rooms;

import dev.parley.protocol.node.SessionKind;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.signaling.live.Outcome;
import dev.parley.signaling.live.Rooms;
import dev.parley.signaling.meeting.Deadlines;
import dev.parley.signaling.meeting.RoomService;
import dev.parley.signaling.meeting.StoreRefill;
import dev.parley.signaling.meters.SignalingMeters;
import dev.parley.signaling.nodes.Nodes;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Arrival;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.rules.RoomRules;
import dev.parley.signaling.store.Stores;
import dev.parley.signaling.store.redis.RedisLink;
import dev.parley.signaling.store.redis.RedisStores;
import dev.parley.signaling.webhooks.Endpoints;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A signaling instance without sockets and without its clockwork: the real rules, deadlines and stores.
final class Instance implements AutoCloseable {
    /// Nobody renews anybody's presence here, and nobody sweeps: timers lie there as those of a busy fleet do.
    private static final Deadlines DEADLINES =
            new Deadlines(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));

    private static final String HASH = "0123456789abcdef".repeat(4);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final InstantSource clock;
    private final RedisLink link;
    private final Stores stores;
    private final Rooms rooms;
    private final RoomService service;

    Instance(String redisUrl, InstantSource clock) {
        this.clock = clock;
        this.link = RedisLink.connect(redisUrl);
        this.stores = RedisStores.over(link);
        var refill = new StoreRefill(stores, DEADLINES, clock);
        this.rooms = new Rooms(new Rooms.Tools(stores.rooms(), refill, new RoomRules(RoomLimits.STANDARD), threads));
        var meters = new SignalingMeters(new SimpleMeterRegistry());
        var shell = new RoomService.Shell(clock, DEADLINES, meters, new Endpoints(List.of()));
        this.service = new RoomService(rooms, stores, new Nodes(), shell);
    }

    Stores stores() {
        return stores;
    }

    Rooms rooms() {
        return rooms;
    }

    InstantSource clock() {
        return clock;
    }

    /// Somebody's id, as long as those that signaling draws.
    static ParticipantId person(RoomId room, int number) {
        return new ParticipantId("p-%s-%d".formatted(room, number));
    }

    void join(RoomId room, int number) {
        ParticipantId who = person(room, number);
        Role role = number == 0 ? Role.HOST : Role.GUEST;
        var pass =
                new Arrival.Pass(null, "Person number " + number, role, List.of(Source.values()), SessionKind.MEETING);
        var fresh =
                new Arrival.Fresh(who, "i0123456789abcdef-" + who, HASH, who.hashCode(), clock.instant(), List.of());
        ask(room, new Actor.Server(), new RoomAsk.Join(new Arrival(pass, Arrival.Proof.NONE, fresh)));
    }

    void publish(RoomId room, int number, Source source) {
        ask(room, new Actor.Member(person(room, number)), new RoomAsk.SetPublishing(source, false, true));
    }

    /// Throws when the answer is no.
    void ask(RoomId room, Actor actor, RoomAsk ask) {
        if (service.ask(room, actor, ask) instanceof Outcome.No no) {
            throw new IllegalStateException(ask + ": " + no);
        }
    }

    @Override
    public void close() {
        link.close();
        threads.shutdownNow();
    }
}
