package dev.parley.loadtest.carry;

import dev.parley.loadtest.carry.wire.Fence;
import dev.parley.loadtest.chaos.Crowd;
import dev.parley.loadtest.chaos.Member;
import dev.parley.loadtest.holes.Arrivals;
import dev.parley.loadtest.node.NodeApi;
import dev.parley.loadtest.report.Quantiles;
import dev.parley.loadtest.system.FleetProcess;
import dev.parley.room.NodeId;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Blow after blow to the node that has all meetings.
final class FailoverRun {
    /// From the blow until it is undone.
    private static final Duration GONE = Duration.ofSeconds(6);
    /// After that, until views are compared and all rooms go back.
    private static final Duration RETURN = Duration.ofSeconds(6);
    /// What the network had of a node before it stopped has arrived by then.
    private static final Duration GRACE = Duration.ofMillis(200);
    /// After a blow everybody has media by then.
    private static final Duration MEDIA = Duration.ofSeconds(20);

    private static final Duration ON_ITS_WAY = Duration.ofMillis(200);
    private static final int LOOKS = 5;

    private final Bed bed;
    private final Progress progress;
    private final FleetProcess victim;
    private final NodeId node;

    FailoverRun(Bed bed, Progress progress) {
        this.bed = bed;
        this.progress = progress;
        this.victim = bed.fleet().nodes().getFirst();
        this.node = new NodeId(victim.name());
    }

    List<Struck> run(int times) throws IOException, InterruptedException {
        List<Struck> all = new ArrayList<>();
        for (int time = 1; time <= times; time++) {
            for (Blow blow : Blow.values()) {
                progress.now("all rooms go to " + node);
                gather();
                Struck struck = strike(blow);
                all.add(struck);
                tell(struck);
            }
        }
        return all;
    }

    private void gather() throws IOException, InterruptedException {
        try (NodeApi api = bed.fleet().api(victim)) {
            bed.ferry().bringAll(node, api, bed.crowd().members().size());
        }
    }

    private Struck strike(Blow blow) throws IOException, InterruptedException {
        Map<Member, Integer> offers = bed.crowd().offers();
        Map<Member, Integer> handshaken = bed.wires().handshaken();
        long seen = seen();
        long blowNs = bed.nowNs();
        progress.now(node + ": " + blow.word());
        blow.begin(victim, bed.fleet().network());
        bed.until(blowNs + GONE.toNanos());
        long goneNs = bed.nowNs();
        List<Long> upNs = times(speakers(), blowNs, goneNs, true);
        List<Long> downNs = times(bed.crowd().members(), blowNs, goneNs, false);
        progress.now(node + " comes back");
        long backNs = bed.nowNs();
        if (blow.returns()) {
            bed.wires().fence().guard(address(), backNs, GRACE.toNanos());
        }
        blow.end(victim, bed.fleet().network(), bed.patience());
        bed.until(bed.nowNs() + RETURN.toNanos());
        var _ = bed.patience().until(() -> bed.crowd().silent(bed.nowNs()).isEmpty(), MEDIA);
        List<String> unequal = unequal();
        long endNs = bed.nowNs();
        Fence.Crossed crossed = blow.returns() ? bed.wires().fence().open() : Fence.Crossed.NOTHING;
        List<Member> members = bed.crowd().members();
        return new Struck(
                blow,
                upNs,
                downNs,
                pauses(speakers(), backNs, endNs, true),
                pauses(members, backNs, endNs, false),
                seen,
                members.size() - Crowd.reopened(members, offers),
                Crowd.reopened(members, offers),
                bed.handshakenOfCarried(offers, handshaken),
                crossed,
                progress.stallNs(blowNs, endNs),
                bed.crowd().lost(bed.store()),
                unequal,
                bed.crowd().silent(endNs));
    }

    /// The same count of a node that is well.
    private long seen() throws InterruptedException {
        bed.wires().fence().guard(address(), bed.nowNs(), 0);
        bed.patience().pass(GRACE);
        return bed.wires().fence().open().later();
    }

    private InetAddress address() {
        return InetAddress.ofLiteral(bed.fleet().network().address(victim.name()));
    }

    private List<Member> speakers() {
        return bed.crowd().members().stream().filter(Member::speaks).toList();
    }

    private static List<Long> times(List<Member> members, long blowNs, long untilNs, boolean up) {
        List<Long> times = new ArrayList<>();
        for (Member member : members) {
            Arrivals arrivals = up ? member.up() : member.down();
            times.add(Math.max(0, arrivals.longest(blowNs, untilNs).endNs() - blowNs));
        }
        return times;
    }

    private static List<Long> pauses(List<Member> members, long fromNs, long toNs, boolean up) {
        return members.stream()
                .map(it -> (up ? it.up() : it.down()).longest(fromNs, toNs).lengthNs())
                .toList();
    }

    /// What is still seen otherwise than it is after a few looks.
    private List<String> unequal() throws InterruptedException {
        List<String> unequal = bed.crowd().unequal(bed.store());
        for (int look = 1; look < LOOKS && !unequal.isEmpty(); look++) {
            bed.patience().pass(ON_ITS_WAY);
            unequal = bed.crowd().unequal(bed.store());
        }
        return unequal;
    }

    private static void tell(Struck struck) {
        System.out.printf(
                "%s: up ms %s; down ms %s; carried %d, re-opened %d, handshake datagrams %d, "
                        + "of the node %d packets before, %d + %d after; pauses then up %s; down %s%n",
                struck.blow().word(),
                Quantiles.of(longs(struck.upNs())).cells(),
                Quantiles.of(longs(struck.downNs())).cells(),
                struck.carried(),
                struck.reopened(),
                struck.handshaken(),
                struck.seen(),
                struck.crossed().atOnce(),
                struck.crossed().later(),
                Quantiles.of(longs(struck.upAgainNs())).cells(),
                Quantiles.of(longs(struck.downAgainNs())).cells());
        struck.lost().forEach(it -> System.out.println("LOST: " + it));
        struck.unequal().forEach(it -> System.out.println("UNEQUAL: " + it));
        struck.silent().forEach(it -> System.out.println("NO MEDIA: " + it));
    }

    private static long[] longs(List<Long> times) {
        return times.stream().mapToLong(Long::longValue).toArray();
    }
}
