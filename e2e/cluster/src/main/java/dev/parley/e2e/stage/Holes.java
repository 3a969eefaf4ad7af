package dev.parley.e2e.stage;

import dev.parley.loadtest.chaos.Crowd;
import dev.parley.loadtest.chaos.Member;
import dev.parley.loadtest.holes.Hole;
import dev.parley.loadtest.report.Quantiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The longest hole of each participant while something lasts. What a client remembers of its packets goes back two
/// minutes, so it is asked more often than that.
final class Holes {
    /// Who sees nothing new for so long notices.
    private static final long NOTICED_NS = 250_000_000;

    private final Crowd crowd;
    private final Map<Member, Long> sound = new HashMap<>();
    private final Map<Member, Long> picture = new HashMap<>();
    private final List<Hole> noticed = new ArrayList<>();
    private long seenNs;

    Holes(Crowd crowd, long nowNs) {
        this.crowd = crowd;
        this.seenNs = nowNs;
    }

    /// Looks at what came since the last look.
    synchronized void look(long nowNs) {
        for (Member member : crowd.members()) {
            if (member.speaks()) {
                sound.merge(member, member.up().longest(seenNs, nowNs).lengthNs(), Math::max);
            }
            picture.merge(member, member.down().longest(seenNs, nowNs).lengthNs(), Math::max);
            noticed.addAll(member.down().ended(NOTICED_NS, seenNs, nowNs));
        }
        seenNs = nowNs;
    }

    /// In what others hear of each.
    synchronized Quantiles sound() {
        return quantiles(sound);
    }

    /// In what each sees.
    synchronized Quantiles picture() {
        return quantiles(picture);
    }

    /// Every one in what somebody sees that is long enough to be noticed.
    synchronized List<Hole> noticed() {
        return List.copyOf(noticed);
    }

    private static Quantiles quantiles(Map<Member, Long> holes) {
        return Quantiles.of(holes.values().stream().mapToLong(Long::longValue).toArray());
    }
}
