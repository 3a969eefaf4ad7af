package dev.parley.media.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.control.NodeSettings;
import dev.parley.media.egress.RateState;
import dev.parley.media.egress.SlotRecord;
import dev.parley.media.ingress.StreamPlan;
import dev.parley.media.ingress.StreamRecord;
import dev.parley.media.negotiation.ExtensionIds;
import dev.parley.media.negotiation.SessionPlan;
import dev.parley.media.negotiation.SlotPlan;
import dev.parley.media.negotiation.SlotPlan.SlotCodec;
import dev.parley.media.rewriting.RewriterState;
import dev.parley.media.session.IceState;
import dev.parley.media.session.MediaSession;
import dev.parley.media.session.RoutingContext;
import dev.parley.media.session.SecureState;
import dev.parley.media.session.SessionIdentity;
import dev.parley.media.session.SessionRecord;
import dev.parley.protocol.SlotWish;
import dev.parley.protocol.node.NodeCommand.Route;
import dev.parley.protocol.node.PublishedSource;
import dev.parley.protocol.node.Routing;
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.BreakoutId;
import dev.parley.room.Codec;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import dev.parley.room.Source;
import dev.parley.rtc.ice.IceCredentials;
import dev.parley.rtc.srtp.SrtpKeys;
import dev.parley.rtc.srtp.SrtpMasterKey;
import dev.parley.rtc.srtp.SrtpProfile;
import dev.parley.rtc.srtp.SrtpState;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A meeting of 500 made-up sessions, each with a camera of three layers, a microphone and twelve slots,
/// sent into 50 breakouts by one command. How long that takes, and how long any datagram waited meanwhile,
/// is printed.
class LargeRouteTest {
    private static final RoomId ROOM = new RoomId("town-hall");
    private static final int SESSIONS = 500;
    private static final int BREAKOUTS = 50;
    private static final int LOOPS = 2;
    private static final int TIMES = 8;
    private static final long DEADLINE_SECONDS = 60;

    private final InetAddress here = InetAddress.getLoopbackAddress();
    private final SecureRandom random = new SecureRandom();
    private final Fleet fleet = new Fleet(
            new NodeSettings(new NodeId("n1"), "i1", List.of(here), 0, List.of(here), LOOPS, System::nanoTime, random),
            InstantSource.system(),
            null);

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    @DisplayName("500 sessions go into 50 breakouts by one command, spread over the loops, and come back")
    void fiveHundred() {
        openAll();
        for (int time = 0; time < TIMES; time++) {
            boolean out = time % 2 == 0;
            try (var probe = new LoopProbe(
                    here, List.of(fleet.door(0).port(), fleet.door(1).port()))) {
                probe.awaitAnswers(50);
                long quietUs = probe.takeLongestUs();
                long cpuMs = loopsCpuMs();
                long startNs = System.nanoTime();
                assertThat(fleet.switchboard().command(route(out))).isTrue();
                long commandUs = (System.nanoTime() - startNs) / 1_000;
                Map<RoutingContext, List<Integer>> found = awaitRouted(out);
                long routedMs = (System.nanoTime() - startNs) / 1_000_000;
                cpuMs = loopsCpuMs() - cpuMs;
                probe.awaitAnswers(10);
                System.out.printf(
                        "%s: command %d us; all routed after %d ms, %d ms of loops' time; longest answer of a loop"
                                + " %d us, %d us before%n",
                        out ? "into 50 breakouts" : "back", commandUs, routedMs, cpuMs, probe.takeLongestUs(), quietUs);
                assertThat(found).hasSize(out ? BREAKOUTS : 1);
                assertThat(found.values())
                        .allMatch(loops -> loops.stream().distinct().count() == 1);
                if (out) {
                    long onFirst = found.values().stream()
                            .flatMap(List::stream)
                            .filter(loop -> loop == 0)
                            .count();
                    assertThat(onFirst).isEqualTo(SESSIONS / LOOPS);
                }
            }
        }
    }

    private long loopsCpuMs() {
        var threads = ManagementFactory.getThreadMXBean();
        return IntStream.range(0, LOOPS)
                .mapToLong(loop -> threads.getThreadCpuTime(fleet.door(loop).threadId()) / 1_000_000)
                .sum();
    }

    private static Route route(boolean out) {
        return new Route(
                ROOM,
                IntStream.range(0, SESSIONS)
                        .mapToObj(i -> new Routing(
                                new ParticipantId("p" + i), out ? new BreakoutId("b" + i % BREAKOUTS) : null))
                        .toList(),
                null);
    }

    private void openAll() {
        var records = IntStream.range(0, SESSIONS).mapToObj(this::record).toList();
        int loop = 0;
        for (SessionRecord record : records) {
            loop = fleet.roster().reserve(record.identity().context());
            fleet.roster().seat(record.identity(), loop);
        }
        fleet.onLoop(loop, media -> media.take(records, fleet.nowNs()));
    }

    /// Until every session is in the room where it belongs; then the loops of each context's sessions.
    private Map<RoutingContext, List<Integer>> awaitRouted(boolean out) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (true) {
            Map<RoutingContext, List<Integer>> found = look();
            boolean all = found.values().stream().mapToInt(List::size).sum() == SESSIONS
                    && found.keySet().stream().allMatch(context -> (context.breakout() != null) == out);
            if (all) {
                return found;
            }
            assertThat(System.nanoTime())
                    .as("deadline; found %s", found.keySet())
                    .isLessThan(deadlineNs);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private Map<RoutingContext, List<Integer>> look() {
        var found = new HashMap<RoutingContext, List<Integer>>();
        for (int loop = 0; loop < LOOPS; loop++) {
            var seen = new CompletableFuture<List<RoutingContext>>();
            fleet.onLoop(
                    loop,
                    media -> seen.complete(IntStream.range(0, SESSIONS)
                            .mapToObj(i -> media.session(new SessionId("s" + i)))
                            .filter(session -> session != null && media.find(session.context()) != null)
                            .map(MediaSession::context)
                            .toList()));
            for (RoutingContext context : Caller.await(seen)) {
                found.computeIfAbsent(context, _ -> new ArrayList<>()).add(loop);
            }
        }
        return found;
    }

    private SessionRecord record(int i) {
        var sources = List.of(
                new PublishedSource(Source.CAMERA, 2L * i + 1, false),
                new PublishedSource(Source.MICROPHONE, 2L * i + 2, false));
        var identity = new SessionIdentity(
                new SessionId("s" + i),
                1_764_331_200_000L,
                RoutingContext.main(ROOM),
                new ParticipantId("p" + i),
                SessionKind.MEETING,
                sources);
        var ice = new IceState(
                IceCredentials.generate(random),
                null,
                IceCredentials.generate(random),
                0,
                0,
                0,
                new InetSocketAddress(here, 20_000 + i));
        List<SlotPlan> plans =
                IntStream.range(0, 12).mapToObj(LargeRouteTest::slot).toList();
        var slots = plans.stream()
                .map(plan -> new SlotRecord(
                        plan, RewriterState.fresh(1, 1), new SlotWish(plan.mid(), null, null, 180), 0, 0, 0, 0, 0))
                .toList();
        var streams = new ArrayList<StreamRecord>();
        streams.add(new StreamRecord(new StreamPlan(1, 0, Source.MICROPHONE, 0, ""), Codec.OPUS, 10, List.of(), 0));
        for (int layer = 0; layer < 3; layer++) {
            var plan = new StreamPlan(10 + layer, 20 + layer, Source.CAMERA, layer, "lmh".substring(layer, layer + 1));
            streams.add(new StreamRecord(plan, Codec.VP8, 10, List.of(), 180 << layer));
        }
        var session = new SessionPlan(List.of(), plans, List.of(), new ExtensionIds(0, 0, 0, 0, 0, 0, 0), true, 77);
        var key = new SrtpMasterKey(new byte[16], new byte[12]);
        var secure =
                new SecureState(new SrtpKeys(SrtpProfile.AEAD_AES_128_GCM, key, key), SrtpState.EMPTY, SrtpState.EMPTY);
        return new SessionRecord(identity, ice, session, secure, streams, slots, new RateState(0, 2_000_000));
    }

    private static SlotPlan slot(int i) {
        boolean audio = i < 3;
        var codec = new SlotCodec(audio ? Codec.OPUS : Codec.VP8, audio ? 111 : 96, audio ? -1 : 97);
        return new SlotPlan(Integer.toString(i), audio, 1_000 + i, audio ? 0 : 2_000 + i, List.of(codec));
    }
}
