package dev.parley.signaling.app;

import dev.parley.signaling.access.JoinGate;
import dev.parley.signaling.access.Tokens;
import dev.parley.signaling.carrying.Moves;
import dev.parley.signaling.carrying.Stranded;
import dev.parley.signaling.live.Rooms;
import dev.parley.signaling.meeting.Absence;
import dev.parley.signaling.meeting.Arrivals;
import dev.parley.signaling.meeting.Conversations;
import dev.parley.signaling.meeting.Desk;
import dev.parley.signaling.meeting.DueTimers;
import dev.parley.signaling.meeting.MediaDesk;
import dev.parley.signaling.meeting.MediaOnly;
import dev.parley.signaling.meeting.NodeEars;
import dev.parley.signaling.meeting.Patience;
import dev.parley.signaling.meeting.PlacementSweep;
import dev.parley.signaling.meeting.RoomService;
import dev.parley.signaling.meeting.StoreRefill;
import dev.parley.signaling.meeting.Welcoming;
import dev.parley.signaling.nodes.NodeFinder;
import dev.parley.signaling.nodes.NodeLink;
import dev.parley.signaling.nodes.Nodes;
import dev.parley.signaling.rooms.rules.RoomRules;
import dev.parley.signaling.store.Stores;
import dev.parley.signaling.store.memory.MemoryStores;
import dev.parley.signaling.store.redis.RedisLink;
import dev.parley.signaling.store.redis.RedisStores;
import dev.parley.signaling.timers.TimerSweep;
import dev.parley.signaling.webhooks.Courier;
import dev.parley.signaling.webhooks.Reports;
import dev.parley.signaling.webhooks.Retries;
import dev.parley.signaling.webhooks.Sender;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The meeting without its shell, wired by constructors.
final class Core implements AutoCloseable {
    private static final double SECOND_MS = 1_000;
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final Duration NODES = Duration.ofMillis(250);
    /// Between looks for nodes by name: a new one has to warm up anyway, and a resolver has others to answer.
    private static final Duration FIND = Duration.ofSeconds(3);
    /// How often a socket is looked at and pinged at least: several times before its silence is held
    /// against it.
    private static final Duration PING = Duration.ofSeconds(5);
    /// Rooms are kept for an hour after their last sign of life.
    private static final Duration TOUCH = Duration.ofMinutes(10);

    private final Stores stores;
    private final Optional<RedisLink> redis;
    private final Nodes nodes;
    private final RoomService service;
    private final MediaDesk media;
    private final Moves moves;
    private final MediaOnly mediaOnly;
    private final Conversations conversations;
    private final Ticking ticking;
    private final HttpClient http;

    private Core(Parts parts, Conversations conversations, MediaOnly mediaOnly, Ticking ticking) {
        this.stores = parts.stores();
        this.redis = parts.redis();
        this.nodes = parts.nodes();
        this.service = parts.service();
        this.media = parts.media();
        this.moves = parts.carriage().moves();
        this.http = parts.http();
        this.mediaOnly = mediaOnly;
        this.conversations = conversations;
        this.ticking = ticking;
    }

    private record Parts(
            Stores stores,
            Optional<RedisLink> redis,
            Rooms rooms,
            Nodes nodes,
            NodeFinder finder,
            RoomService service,
            MediaDesk media,
            Carriage carriage,
            HttpClient http) {}

    static Core build(SignalingSettings settings, Tokens tokens, JoinGate gate, CoreTools tools) {
        Parts parts = parts(settings, tools);
        var arrivals = new Arrivals(tools.random(), tools.clock());
        var desk = new Desk(
                parts.rooms(),
                parts.service(),
                parts.media(),
                tokens,
                gate,
                arrivals,
                Welcoming.standard(settings.deadlines().grace(), settings.videoCodec()),
                tools.meters(),
                tools.clock());
        var conversations =
                new Conversations(desk, parts.stores(), settings.deadlines().grace(), settings.sockets());
        var absence = new Absence(
                parts.stores(),
                parts.service(),
                parts.media(),
                new Absence.Times(tools.clock(), settings.deadlines().grace()));
        var stranded = new Stranded(
                parts.rooms(),
                parts.stores(),
                parts.nodes(),
                new Stranded.Shell(tools.clock(), parts.service(), settings.noMedia()));
        var others = new DueTimers.Others(absence, courier(settings, parts, tools), stranded);
        var due = new DueTimers(parts.stores().timers(), parts.service(), tools.clock(), others);
        var sweep = new TimerSweep(parts.stores().timers(), due, tools.clock(), tools.threads());
        var ticking = new Ticking(tools.threads())
                .every(SWEEP, sweep::tick)
                .every(SWEEP, parts.rooms()::tick)
                .every(SWEEP, new PlacementSweep(parts.stores(), tools.clock())::tick)
                .every(NODES, parts.nodes()::tick)
                .every(NODES, parts.carriage()::tick)
                .every(NODES, stranded::tick)
                .every(beat(settings.deadlines().grace()), conversations::tick)
                .every(TOUCH, conversations::touchRooms);
        if (!settings.nodes().names().isEmpty()) {
            ticking.apart(FIND, parts.finder()::tick);
        }
        parts.nodes().tick();
        gauges(tools, parts, conversations);
        tools.meters().gauge("parley.sockets.limit", "The most open WebSockets", settings.sockets()::sockets);
        return new Core(parts, conversations, new MediaOnly(parts.service(), parts.media(), arrivals, gate), ticking);
    }

    /// Leases are moved on four times within the grace time.
    private static Duration beat(Duration grace) {
        Duration quarter = grace.dividedBy(4);
        return quarter.compareTo(PING) < 0 ? quarter : PING;
    }

    private static Parts parts(SignalingSettings settings, CoreTools tools) {
        Optional<RedisLink> redis = settings.redis().map(place -> RedisLink.await(place, tools.clock(), tools.pause()));
        var webhooks = settings.webhooks();
        var reports = new Reports(webhooks.endpoints(), webhooks.types(), tools.clock(), tools.random());
        Stores stores =
                redis.map(link -> RedisStores.over(link, reports)).orElseGet(() -> MemoryStores.create(reports));
        var rules = new RoomRules(settings.rooms());
        var refill = new StoreRefill(stores, settings.deadlines(), tools.clock());
        var rooms = new Rooms(new Rooms.Tools(stores.rooms(), refill, rules, tools.threads()));
        var http = HttpClient.newBuilder()
                .executor(tools.threads())
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        // The links must know who listens before the listener can know the links.
        var service = new AtomicReference<@Nullable RoomService>();
        var media = new AtomicReference<@Nullable MediaDesk>();
        var nodes = new Nodes();
        var patience = new Patience();
        var carriage = Carriage.of(rooms, stores, () -> nodes, new Carriage.Shell(tools, patience));
        var ears = carriage.ears(new NodeEars(rooms, tools.threads(), met(service), met(media)));
        var finder = new NodeFinder(
                settings.nodes(),
                nodes,
                node -> new NodeLink(new NodeLink.Peer(node, settings.nodeSecret(), http, tools.clock()), ears, nodes),
                new NodeFinder.Shell(host -> List.of(InetAddress.getAllByName(host)), tools.meters()));
        var desk = new MediaDesk(nodes, stores, tools.clock(), patience);
        media.set(desk);
        var shell = new RoomService.Shell(tools.clock(), settings.deadlines(), tools.meters(), webhooks.endpoints());
        var roomService = new RoomService(rooms, stores, nodes, shell);
        service.set(roomService);
        return new Parts(stores, redis, rooms, nodes, finder, roomService, desk, carriage, http);
    }

    private static Courier courier(SignalingSettings settings, Parts parts, CoreTools tools) {
        var webhooks = settings.webhooks();
        var sender = new Sender(parts.http(), webhooks.signature(), tools.clock());
        var shell = new Courier.Shell(tools.clock(), tools.threads(), new Retries(tools.random()), tools.meters());
        return new Courier(parts.stores(), webhooks.endpoints(), sender, shell);
    }

    private static <T> Supplier<T> met(AtomicReference<@Nullable T> later) {
        return () -> Objects.requireNonNull(later.get(), "links speak only after they were started");
    }

    private static void gauges(CoreTools tools, Parts parts, Conversations conversations) {
        tools.meters().gauge("parley.sockets", "Open WebSockets", conversations::count);
        tools.meters().gauge("parley.rooms.here", "Rooms with a socket here", parts.rooms()::count);
        tools.meters()
                .gauge(
                        "parley.nodes.up",
                        "Media nodes with a link",
                        () -> parts.nodes().up());
        tools.meters()
                .gauge(
                        "parley.store.up",
                        "1 while the store answers this instance",
                        () -> isStoreUp(parts.redis()) ? 1 : 0);
        // Beside a scraper's own clock it says how far this one is off; timers and tokens go by it.
        tools.meters()
                .gauge(
                        "parley.clock.seconds",
                        "Seconds since 1970, by this machine's clock",
                        () -> tools.clock().millis() / SECOND_MS);
    }

    private static boolean isStoreUp(Optional<RedisLink> redis) {
        return redis.map(RedisLink::isUp).orElse(true);
    }

    Stores stores() {
        return stores;
    }

    RoomService service() {
        return service;
    }

    MediaDesk media() {
        return media;
    }

    Moves moves() {
        return moves;
    }

    Nodes nodes() {
        return nodes;
    }

    MediaOnly mediaOnly() {
        return mediaOnly;
    }

    Conversations conversations() {
        return conversations;
    }

    Map<String, BooleanSupplier> needs() {
        return Map.of(
                "store", () -> isStoreUp(redis),
                "media", () -> nodes.up() > 0,
                "running", () -> !conversations.isClosing());
    }

    @Override
    public void close() {
        ticking.close();
        nodes.stop();
        http.shutdownNow();
        redis.ifPresent(RedisLink::close);
    }
}
