package dev.parley.rtc.client;

import dev.parley.rtc.ice.Candidate;
import dev.parley.rtc.ice.ClientChecks;
import dev.parley.rtc.ice.ClientChecks.Outgoing;
import dev.parley.rtc.ice.ClientChecks.State;
import dev.parley.rtc.ice.IceCredentials;
import dev.parley.rtc.sdp.TrickleFragment;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The ways to the peer, through ICE restarts: the checks of the generation in use, and beside them those of a new one
/// until it answers.
final class Paths {
    /// As often as a check may be due; the loop's tick is finer.
    private static final long POLL_NS = 25_000_000;

    private final RandomGenerator random;
    private IceCredentials local;
    private final List<Candidate> candidates = new ArrayList<>();
    private @Nullable ClientChecks checks;
    private @Nullable ClientChecks next;
    private long polledNs = Long.MIN_VALUE / 2;

    Paths(RandomGenerator random) {
        this.random = random;
        this.local = IceCredentials.generate(random);
    }

    IceCredentials local() {
        return local;
    }

    void begin(IceCredentials remote, List<Candidate> known, long nowNs) {
        candidates.addAll(known);
        checks = checks(remote, nowNs);
    }

    private ClientChecks checks(IceCredentials remote, long nowNs) {
        ClientChecks fresh = new ClientChecks(local, remote, random, nowNs);
        candidates.forEach(candidate -> fresh.add(candidate, nowNs));
        polledNs = Long.MIN_VALUE / 2;
        return fresh;
    }

    boolean add(String line, long nowNs) {
        Optional<Candidate> candidate = Candidate.parse(line);
        candidate.ifPresent(known -> {
            candidates.add(known);
            polledNs = Long.MIN_VALUE / 2;
            if (checks != null) {
                checks.add(known, nowNs);
            }
            if (next != null) {
                next.add(known, nowNs);
            }
        });
        return candidate.isPresent();
    }

    /// New credentials of ours, as the fragment that tells them (RFC 8840 §4.4).
    String restart(String mid) {
        local = IceCredentials.generate(random);
        return new TrickleFragment(local.ufrag(), local.pwd(), List.of(TrickleFragment.Section.of(mid, List.of())))
                .write();
    }

    /// The peer's new credentials; its candidates, when it names any, take the place of those before.
    boolean restarted(String fragment, long nowNs) {
        TrickleFragment read = TrickleFragment.parse(fragment).parsed().orElse(null);
        if (read == null || !IceCredentials.isPlausible(read.iceUfrag(), read.icePwd())) {
            return false;
        }
        List<Candidate> named = read.sections().stream()
                .flatMap(section -> section.candidates().stream())
                .flatMap(line -> Candidate.parse(line).stream())
                .toList();
        if (!named.isEmpty()) {
            candidates.clear();
            candidates.addAll(named);
        }
        next = checks(new IceCredentials(read.iceUfrag(), read.icePwd()), nowNs);
        return true;
    }

    List<Outgoing> poll(long nowNs) {
        if (nowNs - polledNs < POLL_NS) {
            return List.of();
        }
        polledNs = nowNs;
        List<Outgoing> due = new ArrayList<>();
        if (checks != null) {
            due.addAll(checks.poll(nowNs));
        }
        if (next != null) {
            due.addAll(next.poll(nowNs));
        }
        return due;
    }

    /// Takes a STUN datagram. Answers where to send from now on; null when it changes nothing.
    @Nullable
    InetSocketAddress receive(byte[] datagram, InetSocketAddress from, long nowNs) {
        ClientChecks newer = next;
        if (newer != null && newer.receive(datagram, from, nowNs)) {
            checks = newer;
            next = null;
            polledNs = Long.MIN_VALUE / 2;
            return newer.selected().orElse(null);
        }
        ClientChecks current = checks;
        if (current != null && current.receive(datagram, from, nowNs)) {
            polledNs = Long.MIN_VALUE / 2; // the choice may have changed: nominate at once
            return current.selected().orElse(null);
        }
        return null;
    }

    boolean isLost(long nowNs) {
        return checks != null && checks.state(nowNs) == State.LOST && next == null;
    }
}
