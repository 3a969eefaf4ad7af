package dev.parley.loadtest.chaos;

import dev.parley.loadtest.holes.Arrivals;
import dev.parley.loadtest.holes.Hole;
import dev.parley.loadtest.node.Patience;
import dev.parley.protocol.client.RoomView;
import dev.parley.room.RoomId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// One seed: round after round until its time is over.
final class ChaosRun {
    /// All JVMs have compiled what a meeting needs.
    private static final Duration SETTLE = Duration.ofSeconds(8);
    /// After a fault; then nobody does anything, so that what is seen can be compared with what is.
    private static final Duration QUIET = Duration.ofSeconds(3);
    /// After a fault everybody sees the same by then.
    private static final Duration AGREE = Duration.ofSeconds(5);
    /// After a fault everybody has media by then.
    private static final Duration MEDIA = Duration.ofSeconds(20);
    /// A word may be on its way while store and views are compared: a difference is one that is still there.
    private static final Duration ON_ITS_WAY = Duration.ofMillis(200);

    /// From planned moves to the next fault: copies of all are at their keepers again.
    private static final int MOVED_MS = 8_000;

    private static final int LOOKS = 3;
    private static final int BEAT_MS = 10;
    /// Shorter ones explain nothing.
    private static final long STALL_NS = 100_000_000;

    private final Tools tools;
    private final Crowd crowd;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Arrivals pulse = new Arrivals();
    private final List<Hole> stalls = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile String now = "everybody comes in";
    private volatile long roundBeganNs;
    private long beganNs;

    /// What a run needs.
    ///
    /// @param store reads a room as it is
    /// @param deeds opened and closed: whether members do anything
    /// @param address of a machine
    /// @param nodes how many there are, as `instances` of signaling
    /// @param line how often progress is told
    record Tools(
            Saboteur saboteur,
            Spread spread,
            UnaryOperator<String> address,
            int nodes,
            int instances,
            Function<RoomId, Optional<RoomView>> store,
            AtomicBoolean deeds,
            Patience patience,
            Duration line,
            LongSupplier clock) {}

    ChaosRun(Tools tools, Crowd crowd) {
        this.tools = tools;
        this.crowd = crowd;
    }

    /// What happened, and when it began.
    ///
    /// @param stalls times in which this process had no processor
    record Story(long beganNs, long endedNs, List<Outcome> outcomes, List<Crowd.Lane> lanes, List<Hole> stalls) {
        Story {
            stalls = List.copyOf(stalls);
            outcomes = List.copyOf(outcomes);
            lanes = List.copyOf(lanes);
        }
    }

    Story run(Schedule schedule, Duration time) throws IOException, InterruptedException {
        crowd.begin();
        tools.deeds().set(true);
        tools.patience().pass(SETTLE);
        if (!tools.patience().until(() -> crowd.silent(nowNs()).isEmpty(), MEDIA)) {
            throw new IOException("before anything happened these had no media: " + crowd.silent(nowNs()));
        }
        crowd.note(tools.store());
        beganNs = nowNs();
        roundBeganNs = beganNs;
        Thread lines = Thread.ofVirtual().name("progress").start(this::progress);
        try (ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor()) {
            var _ = beat.scheduleAtFixedRate(() -> pulse.arrived(nowNs()), 0, BEAT_MS, TimeUnit.MILLISECONDS);
            try {
                rounds(schedule, time);
            } finally {
                beat.shutdownNow();
                over.set(true);
                lines.join();
                crowd.end();
            }
        }
        return new Story(beganNs, nowNs(), outcomes, crowd.lanes(), stalls);
    }

    private void rounds(Schedule schedule, Duration time) throws IOException, InterruptedException {
        now = "all is well";
        until(beganNs + SETTLE.toNanos());
        while (nowNs() - beganNs < time.toNanos()) {
            Schedule.Round round = aimed(schedule.next());
            outcomes.add(happening(round, crowd.struck(round.faults(), tools.address()), () -> blows(round)));
            evenOut();
        }
    }

    private void evenOut() throws IOException, InterruptedException {
        List<Spread.Order> orders = tools.spread().due();
        if (!orders.isEmpty()) {
            Set<RoomId> rooms = orders.stream().map(Spread.Order::room).collect(Collectors.toSet());
            int fullest = tools.spread().number(orders.getFirst().from());
            var round = new Schedule.Round(List.of(new Fault(Fault.Kind.MOVE_ROOMS, fullest, 0)), MOVED_MS);
            outcomes.add(happening(round, crowd.in(rooms), () -> tools.spread().order(orders, tools.patience())));
        }
    }

    private long nowNs() {
        return tools.clock().getAsLong();
    }

    /// Faults hit nodes and instances that are in use.
    private Schedule.Round aimed(Schedule.Round drawn) throws IOException, InterruptedException {
        Set<String> nodes = crowd.nodes();
        Set<Integer> instances = crowd.instances();
        List<Fault> faults = drawn.faults().stream()
                .map(fault -> switch (fault.kind().victim()) {
                    case NODE ->
                        fault.at(
                                tools.nodes(),
                                it -> nodes.contains(tools.address().apply(it.machine())));
                    case SIGNALING -> fault.at(tools.instances(), it -> instances.contains(it.number()));
                    case REDIS -> fault;
                })
                .toList();
        return new Schedule.Round(faults, drawn.calmMs());
    }

    /// Faults begin together, and each is undone when its time is over.
    private void blows(Schedule.Round round) throws IOException, InterruptedException {
        long beganNs = nowNs();
        for (Fault fault : round.faults()) {
            tools.saboteur().begin(fault);
        }
        List<Fault> byEnd = round.faults().stream()
                .sorted(Comparator.comparingInt(Fault::lengthMs))
                .toList();
        for (Fault fault : byEnd) {
            until(beganNs + Duration.ofMillis(fault.lengthMs()).toNanos());
            tools.saboteur().end(fault);
        }
    }

    /// What happens to the system; over when this returns.
    private interface Happening {
        void now() throws IOException, InterruptedException;
    }

    /// @param struck whom it hits
    private Outcome happening(Schedule.Round round, List<Member> struck, Happening happening)
            throws IOException, InterruptedException {
        Before before = new Before(crowd.offers(), crowd.handshakes(), struck);
        long roundNs = nowNs();
        roundBeganNs = roundNs;
        String what = round.faults().stream()
                .map(it -> it.kind().word() + " (" + it.machine() + ")")
                .collect(Collectors.joining(" and "));
        now = what;
        happening.now();
        long endNs = nowNs();
        now = "after " + what;
        until(endNs + QUIET.toNanos());
        tools.deeds().set(false);
        until(endNs + AGREE.toNanos());
        List<String> unequal = unequal();
        List<String> lost = crowd.lost(tools.store());
        tools.deeds().set(true);
        until(endNs + Duration.ofMillis(round.calmMs()).toNanos());
        var _ = tools.patience()
                .until(
                        () -> crowd.silent(nowNs()).isEmpty(),
                        Duration.ofNanos(Math.max(1, endNs + MEDIA.toNanos() - nowNs())));
        List<String> silent = crowd.silent(nowNs());
        long untilNs = nowNs();
        crowd.keep(roundNs, untilNs);
        stalls.addAll(pulse.ended(STALL_NS, roundNs, untilNs));
        Outcome outcome =
                outcome(round.faults(), new Times(roundNs, endNs, untilNs), before, new Wrong(lost, unequal, silent));
        tell(outcome);
        return outcome;
    }

    private record Before(Map<Member, Integer> offers, int handshakes, List<Member> struck) {}

    private record Times(long beginNs, long endNs, long untilNs) {}

    private record Wrong(List<String> lost, List<String> unequal, List<String> silent) {}

    private Outcome outcome(List<Fault> faults, Times times, Before before, Wrong wrong) {
        long fromNs = times.beginNs();
        long toNs = times.untilNs();
        List<Member> struck = before.struck();
        List<Member> others =
                crowd.members().stream().filter(it -> !struck.contains(it)).toList();
        long bystanders = others.stream()
                .filter(it -> it.longestNs(fromNs, toNs) >= Crowd.NOTICED_NS)
                .count();
        return new Outcome(
                faults,
                fromNs,
                times.endNs(),
                toNs,
                Crowd.up(struck, fromNs, toNs),
                Crowd.down(struck, fromNs, toNs),
                (int) bystanders,
                struck.size() - Crowd.reopened(struck, before.offers()),
                Crowd.reopened(crowd.members(), before.offers()),
                crowd.handshakes() - before.handshakes(),
                pulse.longest(fromNs, toNs).lengthNs(),
                wrong.lost(),
                wrong.unequal(),
                wrong.silent());
    }

    /// What is still seen otherwise than it is after a few looks.
    private List<String> unequal() throws InterruptedException {
        List<String> unequal = crowd.unequal(tools.store());
        for (int look = 1; look < LOOKS && !unequal.isEmpty(); look++) {
            tools.patience().pass(ON_ITS_WAY);
            unequal = crowd.unequal(tools.store());
        }
        return unequal;
    }

    private void until(long ns) throws InterruptedException {
        long leftNs = ns - nowNs();
        if (leftNs > 0) {
            tools.patience().pass(Duration.ofNanos(leftNs));
        }
    }

    private void progress() {
        try (Patience pause = new Patience()) {
            while (!over.get()) {
                long nowNs = nowNs();
                System.out.printf(
                        "%5d s  %-60s media %d of %d, worst hole %s%n",
                        (nowNs - beganNs) / 1_000_000_000,
                        now,
                        crowd.withMedia(nowNs),
                        crowd.members().size(),
                        crowd.worst(roundBeganNs, nowNs));
                pause.pass(tools.line());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(Outcome outcome) {
        outcome.lost().forEach(it -> System.out.println("LOST: " + it));
        outcome.unequal().forEach(it -> System.out.println("UNEQUAL: " + it));
        outcome.silent().forEach(it -> System.out.println("NO MEDIA: " + it));
    }
}
