package dev.parley.loadtest.carry;

import dev.parley.loadtest.carry.wire.Stream;
import dev.parley.loadtest.chaos.Crowd;
import dev.parley.loadtest.chaos.Member;
import dev.parley.loadtest.report.Quantiles;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One room after the other goes to another node, at a steady pace.
final class MovesRun {
    private static final Duration PACE = Duration.ofSeconds(1);
    /// Around a move: from its order on. A move takes a few tens of milliseconds.
    private static final Duration WINDOW = Duration.ofMillis(800);
    /// A pause that nobody hears.
    private static final Duration AIM = Duration.ofMillis(60);

    private final Bed bed;
    private final Progress progress;

    MovesRun(Bed bed, Progress progress) {
        this.bed = bed;
        this.progress = progress;
    }

    /// The longest pauses.
    private record Longest(List<Long> sound, List<Long> picture) {
        Longest() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(List<Stream> streams, long nowNs) {
            streams.forEach(it -> (it.isSound() ? sound : picture).add(it.longestNs(nowNs)));
        }
    }

    Moved run(int moves) throws IOException, InterruptedException {
        Map<Member, Integer> offers = bed.crowd().offers();
        Map<Member, Integer> handshaken = bed.wires().handshaken();
        long beganNs = bed.nowNs();
        Longest rest = rest(moves);
        Longest moving = new Longest();
        List<RoomId> rooms = bed.crowd().rooms();
        int late = 0;
        for (int i = 0; i < moves; i++) {
            progress.now("move " + (i + 1) + " of " + moves);
            RoomId room = rooms.get(i % rooms.size());
            Optional<NodeId> to = elsewhere(room);
            long nowNs = bed.nowNs();
            List<Stream> flowing = bed.wires().begin(room, nowNs);
            boolean ordered = to.isPresent() && bed.ferry().move(room, to.get());
            bed.until(nowNs + WINDOW.toNanos());
            moving.add(flowing, bed.nowNs());
            tellIfSlow(i, to, flowing);
            if (!ordered || !bed.ferry().where(room).equals(to)) {
                late++;
            }
            bed.until(nowNs + PACE.toNanos());
        }
        return new Moved(
                moves,
                late,
                new Moved.Pauses(quantiles(rest.sound()), quantiles(moving.sound())),
                new Moved.Pauses(quantiles(rest.picture()), quantiles(moving.picture())),
                Crowd.reopened(bed.crowd().members(), offers),
                bed.handshakenOfCarried(offers, handshaken),
                progress.stallNs(beganNs, bed.nowNs()));
    }

    /// Who looks for the cause must know which moves they were.
    private void tellIfSlow(int move, Optional<NodeId> to, List<Stream> flowing) {
        long nowNs = bed.nowNs();
        long worstNs = flowing.stream()
                .filter(Stream::isSound)
                .mapToLong(it -> it.longestNs(nowNs))
                .max()
                .orElse(0);
        if (worstNs > AIM.toNanos()) {
            System.out.printf(
                    "move %d to %s: %.0f ms without sound%n",
                    move + 1, to.map(NodeId::toString).orElse("nowhere"), worstNs / 1e6);
        }
    }

    /// As many times, each of all rooms at once.
    private Longest rest(int moves) throws InterruptedException {
        progress.now("at rest, before the moves");
        Longest rest = new Longest();
        List<RoomId> rooms = bed.crowd().rooms();
        for (int done = 0; done < moves; done += rooms.size()) {
            long nowNs = bed.nowNs();
            List<Stream> flowing = rooms.stream()
                    .flatMap(it -> bed.wires().begin(it, nowNs).stream())
                    .toList();
            bed.until(nowNs + WINDOW.toNanos());
            rest.add(flowing, bed.nowNs());
        }
        return rest;
    }

    private Optional<NodeId> elsewhere(RoomId room) throws IOException, InterruptedException {
        List<NodeId> nodes = bed.nodes();
        return bed.ferry().where(room).map(it -> nodes.get((nodes.indexOf(it) + 1) % nodes.size()));
    }

    private static Quantiles quantiles(List<Long> times) {
        return Quantiles.of(times.stream().mapToLong(Long::longValue).toArray());
    }
}
