package dev.parley.rtc.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The controlling agent of a client with one socket towards a lite peer: checks every address the peer named, uses the
/// best that answers, moves to a better one that is added later, falls back when the one in use falls silent.
///
/// An ICE restart is a new object. Driven by [#poll] every 50 ms or so; owned by one thread.
public final class ClientChecks {
    /// More addresses than any honest peer has.
    static final int MAX_PAIRS = 32;

    private static final long FIRST_RETRY_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SLOWEST_RETRY_NS = TimeUnit.SECONDS.toNanos(1);
    /// RFC 7675 §5.1 wants consent refreshed every 4-6 s at the latest; half of that notices a dead path sooner.
    private static final long KEEP_ALIVE_NS = TimeUnit.SECONDS.toNanos(2);
    /// Two keep-alives and a bit: what answers less often is not used while something else answers.
    private static final long SILENT_NS = TimeUnit.SECONDS.toNanos(5);

    private static final long NEVER = Long.MIN_VALUE / 2;
    /// Answers may overtake one another by so many checks.
    private static final int OUTSTANDING = 4;

    /// One datagram to send.
    public record Outgoing(InetSocketAddress to, ByteBuffer datagram) {}

    /// How the agent stands.
    public enum State {
        CHECKING,
        CONNECTED,
        /// Nothing answered for [IceLite#CONSENT_NS]: sending must stop.
        LOST
    }

    private final IceCredentials local;
    private final IceCredentials remote;
    private final RandomGenerator random;
    private final long tieBreaker;
    private final long startNs;
    private final List<Pair> pairs = new ArrayList<>();
    private @Nullable Pair selected;
    private int lastErrorCode;

    public ClientChecks(IceCredentials local, IceCredentials remote, RandomGenerator random, long nowNs) {
        this.local = local;
        this.remote = remote;
        this.random = random;
        this.tieBreaker = random.nextLong();
        this.startNs = nowNs;
    }

    /// Our socket and one address of the peer.
    private static final class Pair {
        private final InetSocketAddress address;
        private long priority;
        private final byte[][] outstanding = new byte[OUTSTANDING][StunMessage.TRANSACTION_BYTES];
        private int sent;
        private int unanswered;
        private long nextNs;
        private long answeredNs = NEVER;

        Pair(InetSocketAddress address, long priority, long nowNs) {
            this.address = address;
            this.priority = priority;
            this.nextNs = nowNs;
        }

        boolean isAlive(long nowNs) {
            return answeredNs != NEVER && nowNs - answeredNs < SILENT_NS;
        }

        long retryNs() {
            return Math.min(SLOWEST_RETRY_NS, FIRST_RETRY_NS << Math.min(unanswered, Byte.SIZE));
        }

        boolean awaits(StunMessage answer) {
            for (int i = 0; i < Math.min(sent, OUTSTANDING); i++) {
                if (answer.hasTransactionId(outstanding[i])) {
                    return true;
                }
            }
            return false;
        }
    }

    /// Adds an address of the peer; at once or in the middle of the call. One that is known may have become better: the
    /// peer has moved back there. Names and TCP are not for this agent.
    public void add(Candidate candidate, long nowNs) {
        InetSocketAddress address = candidate.socketAddress().orElse(null);
        if (address == null || !candidate.transport().equals("udp")) {
            return;
        }
        Optional<Pair> known =
                pairs.stream().filter(pair -> pair.address.equals(address)).findFirst();
        if (known.isPresent()) {
            Pair pair = known.get();
            pair.priority = Math.max(pair.priority, candidate.priority());
            pair.nextNs = nowNs;
        } else if (pairs.size() < MAX_PAIRS) {
            pairs.add(new Pair(address, candidate.priority(), nowNs));
        }
    }

    /// What has to be sent now.
    public List<Outgoing> poll(long nowNs) {
        leaveSilentPath(nowNs);
        List<Outgoing> due = new ArrayList<>();
        for (Pair pair : pairs) {
            if (nowNs - pair.nextNs >= 0) {
                due.add(check(pair, nowNs));
            }
        }
        return due;
    }

    private void leaveSilentPath(long nowNs) {
        Pair current = selected;
        if (current != null && !current.isAlive(nowNs)) {
            pairs.stream()
                    .filter(pair -> pair.isAlive(nowNs))
                    .max(Comparator.comparingLong(pair -> pair.priority))
                    .ifPresent(pair -> select(pair, nowNs));
        }
    }

    private void select(Pair pair, long nowNs) {
        selected = pair;
        pair.nextNs = nowNs; // tell the peer at once
    }

    /// Every check has its own transaction, as in RFC 7675. The pair in use is nominated by each of its checks
    /// (RFC 8445 §8.1.1), so that a lost one does no harm.
    private Outgoing check(Pair pair, long nowNs) {
        byte[] transactionId = pair.outstanding[pair.sent++ % OUTSTANDING];
        random.nextBytes(transactionId);
        StunWriter request = new StunWriter(StunWriter.BINDING_REQUEST, transactionId)
                .username(remote.ufrag() + ":" + local.ufrag())
                .priority(IcePriority.of(CandidateType.PRFLX, IcePriority.ONLY_ADDRESS))
                .controlling(tieBreaker);
        if (pair == selected) {
            request.useCandidate();
        }
        pair.nextNs = nowNs + (pair.isAlive(nowNs) && pair.unanswered == 0 ? KEEP_ALIVE_NS : pair.retryNs());
        pair.unanswered++;
        return new Outgoing(pair.address, ByteBuffer.wrap(request.signed(remote.pwd())));
    }

    /// Takes a STUN datagram. True when it is an answer by the peer to one of our checks.
    public boolean receive(byte[] datagram, InetSocketAddress from, long nowNs) {
        StunMessage answer = StunMessage.parse(datagram).orElse(null);
        if (answer == null) {
            return false;
        }
        Pair pair = pairs.stream()
                .filter(each -> each.address.equals(from) && each.awaits(answer))
                .findFirst()
                .orElse(null);
        if (pair == null) {
            return false;
        }
        if (answer.isBindingError()) {
            lastErrorCode = answer.errorCode();
            return false;
        }
        if (!answer.isBindingSuccess() || !answer.isAuthentic(remote.pwd())) {
            return false;
        }
        pair.answeredNs = nowNs;
        pair.unanswered = 0;
        pair.nextNs = nowNs + KEEP_ALIVE_NS;
        Pair current = selected;
        if (current == null || !current.isAlive(nowNs) || pair.priority > current.priority) {
            select(pair, nowNs);
        }
        return true;
    }

    /// Where to send, once something answered.
    public Optional<InetSocketAddress> selected() {
        return Optional.ofNullable(selected).map(pair -> pair.address);
    }

    public State state(long nowNs) {
        Pair current = selected;
        if (current == null) {
            return nowNs - startNs < IceLite.CONSENT_NS ? State.CHECKING : State.LOST;
        }
        return nowNs - current.answeredNs < IceLite.CONSENT_NS ? State.CONNECTED : State.LOST;
    }

    /// The code of the last refusal, zero when there was none: for logs.
    public int lastErrorCode() {
        return lastErrorCode;
    }
}
