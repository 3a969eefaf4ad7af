package dev.parley.signaling.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Quality;
import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.app.FakeNode;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.store.EmbeddedRedis;
import dev.parley.signaling.store.RedisCluster;
import dev.parley.signaling.store.RedisSentinels;
import dev.parley.signaling.store.Timer;
import dev.parley.signaling.store.TimerKind;
import dev.parley.signaling.store.Until;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A meeting of nineteen at three servers whose Redis is killed, hangs, is slow or fails over, while its
/// host is at work. `-Dparley.redis.away=60`: how many seconds it hangs, 8 unless told otherwise.
@DisplayName("three signaling servers whose Redis is in trouble")
class RedisFaultsTest {
    private static final RoomId ROOM = new RoomId("company");
    private static final Duration AWAY = Duration.ofSeconds(Long.getLong("parley.redis.away", 8));
    /// Shorter than Redis hangs, so that everybody's lease runs out meanwhile.
    private static final Map<String, String> SHORT_GRACE = Map.of("PARLEY_GRACE_SECONDS", "5");

    private static final RoomId ELSEWHERE = new RoomId("elsewhere");
    private static final List<String> ASKING =
            List.of("guest1", "guest3", "guest4", "guest5", "guest6", "guest10", "guest11");
    private static final Duration PONG = Duration.ofSeconds(1);
    private static final Duration LATE = Duration.ofMillis(300);
    private static final Duration CONVERGED = Duration.ofSeconds(5);
    /// A command gives up after two seconds, and whoever waited behind it gives up with it.
    private static final Duration REFUSED = Duration.ofSeconds(5);

    @Test
    @DisplayName("killed and empty when it is back: it is filled again, and all is as it was")
    void emptied() throws Exception {
        try (var redis = new EmbeddedRedis();
                var node = new FakeNode("node-1");
                var fleet = new Fleet(node, redis.url());
                var meeting = new BusyMeeting(fleet, ROOM)) {
            meeting.gather();
            meeting.agrees();
            try (var _ = meeting.work()) {
                var before = meeting.standing();
                redis.kill();
                pass(Duration.ofSeconds(3));
                redis.restart();
                survived(meeting, "emptied", before);
            }
            assertThat(fleet.logs()).doesNotContain("bug in answering");
        }
    }

    @Test
    @DisplayName("hung for longer than a lease: sockets and media stay, asks are refused soon, nobody is sent away")
    void hung() throws Exception {
        try (var redis = new EmbeddedRedis();
                var node = new FakeNode("node-1");
                var fleet = new Fleet(node, new Fleet.Redis(redis.url(), redis.url()), SHORT_GRACE);
                var meeting = new BusyMeeting(fleet, ROOM)) {
            meeting.gather();
            meeting.agrees();
            try (var stranger = somebody(fleet, "stranger", ELSEWHERE);
                    var patient = somebody(fleet, "patient", ROOM).enter(1);
                    var _ = meeting.work()) {
                var before = meeting.standing();
                List<Integer> welcomes =
                        meeting.all().stream().map(Attendee::welcomes).toList();
                var waiting =
                        new Timer(ROOM, TimerKind.WAITING_TIMEOUT, patient.id().value());
                long version = fleet.stored(ROOM).version();
                meeting.quietly(() -> {
                    fleet.stores().timers().arm(waiting, Instant.now().plusSeconds(3));
                    redis.hang();
                    stranger.knock(0);
                    whileItHangs(meeting, node);
                    redis.wake();
                });
                assertThat(stranger.turnedAway()).contains("store-unavailable").doesNotContain("busy");
                assertThat(meeting.all().stream().map(Attendee::welcomes))
                        .as("nobody's socket was lost")
                        .startsWith(welcomes.toArray(Integer[]::new));
                survived(meeting, "hung for " + AWAY.toSeconds() + " s", before);
                stranger.awaitWelcome();
                Until.settles(() -> assertThat(timesSentAway(fleet, patient.id(), version))
                        .as("whose time to wait was over meanwhile is sent away once")
                        .isEqualTo(1));
            }
            assertThat(fleet.logs()).doesNotContain("bug in answering", "giving up the link");
        }
    }

    /// Each second several ask for something at once, at every server, while the node has news of its own.
    private static void whileItHangs(BusyMeeting meeting, FakeNode node) {
        long start = System.nanoTime();
        long slowest = 0;
        int rounds = 0;
        while (System.nanoTime() - start < AWAY.toNanos()) {
            int round = rounds++;
            node.say(new NodeEvent.ConnectionQuality(ROOM, meeting.who("guest3").id(), Quality.POOR));
            long asked = System.nanoTime();
            List<CompletableFuture<String>> answers = ASKING.stream()
                    .map(it -> CompletableFuture.supplyAsync(
                            () -> answer(meeting.who(it), round), Thread::startVirtualThread))
                    .toList();
            assertThat(meeting.who("guest7").ask(ClientAsk.Ping::new))
                    .as("a pong")
                    .isPresent();
            assertThat(millisSince(asked)).as("until the pong").isLessThan(PONG.toMillis());
            assertThat(answers.stream().map(CompletableFuture::join)).containsOnly("store-unavailable");
            slowest = Math.max(slowest, millisSince(asked));
            pass(Duration.ofMillis(500));
        }
        System.out.printf("hung: %d rounds of asks, each refused within %d ms%n", rounds, slowest);
        assertThat(slowest).as("until refused").isLessThan(REFUSED.toMillis());
    }

    private static String answer(Attendee who, int round) {
        ServerMessage answer = who.ask(id -> new ClientAsk.Rename(id, who.name() + " " + round))
                .orElseThrow();
        return answer instanceof ServerMessage.Refused refused ? refused.code() : answer.toString();
    }

    private static Attendee somebody(Fleet fleet, String name, RoomId room) {
        return new Attendee(name, fleet.http(), fleet.sockets(), fleet.token(room, "guest", name));
    }

    private static long timesSentAway(Fleet fleet, ParticipantId who, long since) {
        return fleet.stores().rooms().since(ROOM, since).orElseThrow().stream()
                .filter(it -> it.event() instanceof RoomEvent.WaitingEnded(var gone, var _, var _) && gone.equals(who))
                .count();
    }

    @Test
    @DisplayName("slow by 300 ms a command: nothing is refused, nothing is out of order")
    void slow() throws Exception {
        try (var redis = new EmbeddedRedis();
                var wire = new SlowWire(redis.url());
                var node = new FakeNode("node-1");
                var fleet = new Fleet(node, new Fleet.Redis(wire.url(), redis.url()), Map.of());
                var meeting = new BusyMeeting(fleet, ROOM)) {
            meeting.gather();
            meeting.agrees();
            try (var _ = meeting.work()) {
                var before = meeting.standing();
                wire.delay(LATE);
                meeting.goOn();
                wire.delay(Duration.ZERO);
                survived(meeting, "slow", before);
            }
            assertThat(fleet.logs()).doesNotContain("bug in answering", "behind until", "Exception");
        }
    }

    @Test
    @DisplayName("a master killed behind its sentinels: the meeting goes on with the replica")
    void sentinels() throws Exception {
        try (var redis = new RedisSentinels();
                var node = new FakeNode("node-1");
                var fleet = new Fleet(node, redis.url());
                var meeting = new BusyMeeting(fleet, ROOM)) {
            failsOver(meeting, redis::killMaster, "sentinel failover");
        }
    }

    @Test
    @DisplayName("the master of the room's slot killed in a cluster: the meeting goes on with the replica")
    void cluster() throws Exception {
        try (var redis = new RedisCluster();
                var node = new FakeNode("node-1");
                var fleet = new Fleet(node, redis.url());
                var meeting = new BusyMeeting(fleet, ROOM)) {
            failsOver(meeting, () -> redis.killMasterOf("parley:{" + ROOM + "}:room"), "cluster failover");
        }
    }

    /// The host is at work all the time; what is lost of the last moment is at most what nobody was told.
    private static void failsOver(BusyMeeting meeting, Runnable kill, String what) {
        meeting.gather();
        meeting.agrees();
        try (var _ = meeting.work()) {
            var before = meeting.standing();
            meeting.quietly(kill);
            long start = System.nanoTime();
            meeting.fleet().awaitStore();
            System.out.printf("%s: the store takes changes again after %d ms%n", what, millisSince(start));
            survived(meeting, what, before);
        }
        assertThat(meeting.fleet().logs()).doesNotContain("bug in answering");
    }

    /// Redis is back since a moment.
    private static void survived(BusyMeeting meeting, String what, Map<String, BusyMeeting.Standing> before) {
        long start = System.nanoTime();
        meeting.quietly(() -> {
            meeting.converges();
            long took = millisSince(start);
            System.out.printf("%s: everybody agrees %d ms after the return%n", what, took);
            assertThat(took).as("%s: until all agreed", what).isLessThan(CONVERGED.toMillis());
        });
        meeting.goOn();
        meeting.quietly(() -> {
            assertThat(meeting.standing()).containsAllEntriesOf(before);
            meeting.agrees();
        });
    }

    private static long millisSince(long startNs) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
    }

    private static void pass(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
