package dev.parley.signaling.carrying;

import dev.parley.protocol.node.Dispute;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.Party;
import dev.parley.room.NodeId;
import dev.parley.signaling.meters.SignalingMeters;
import dev.parley.signaling.nodes.Nodes;
import dev.parley.signaling.nodes.Sight;
import dev.parley.signaling.store.DisputeStore;
import dev.parley.signaling.store.StoreUnavailable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Settles disputes between nodes (ADR-0013). The store decides, for whoever asks first. A store that does
/// not answer is waited for, unless this instance sees with its own eyes what the claimant says: that the
/// other process is dead. Then the claimant goes on without it.
///
/// Even then the store is asked first, and given a moment. Who is dead may have won this very dispute
/// before it died and gone on; if the other one went on as well, it would use SRTP indexes a second time.
public final class Verdicts {
    /// How long the store is given when the loser is known to be dead: it answers within a millisecond, or not.
    private static final Duration MOMENT = Duration.ofMillis(150);
    /// Looks, a tenth of a second apart, at a process whose port refuses and whose link has not broken yet.
    private static final int LOOKS = 3;
    /// Disputes whose verdict is kept. Nodes ask until they have it, and never again.
    private static final int KEPT = 4_096;

    private static final Logger LOG = System.getLogger(Verdicts.class.getName());

    private final Supplier<Nodes> nodes;
    private final DisputeStore store;
    private final Executor threads;
    private final SignalingMeters meters;
    private final Set<Dispute> atWork = ConcurrentHashMap.newKeySet();
    private final Map<Dispute, Integer> looks = new ConcurrentHashMap<>();

    // Guarded by this.
    private final Map<Dispute, NodeCommand.Verdict> given = new LinkedHashMap<>();
    private boolean silent;

    public Verdicts(Supplier<Nodes> nodes, DisputeStore store, Executor threads, SignalingMeters meters) {
        this.nodes = nodes;
        this.store = store;
        this.threads = threads;
        this.meters = meters;
    }

    /// Does not block: it may be asked again before it has an answer.
    void onDisputed(NodeId from, NodeEvent.Disputed asked) {
        if (!from.equals(node(asked.dispute(), asked.claimant()))) {
            LOG.log(Level.WARNING, "{0} claims for another: {1}", from, asked);
            return;
        }
        Optional<NodeCommand.Verdict> known = known(asked.dispute());
        if (known.isPresent()) {
            tell(known.get());
        } else if (atWork.add(asked.dispute())) {
            threads.execute(() -> {
                try {
                    settle(asked);
                } finally {
                    atWork.remove(asked.dispute());
                }
            });
        }
    }

    private void settle(NodeEvent.Disputed asked) {
        Sight sight = asked.refused() ? see(asked) : Sight.NOT_DEAD;
        if (sight == Sight.DYING && isFirstLook(asked.dispute())) {
            meters.disputeUnanswered();
            return;
        }
        boolean dead = sight == Sight.DEAD;
        @Nullable Party stored = stored(asked, dead);
        if (stored == null && !dead) {
            meters.disputeUnanswered();
            return;
        }
        Party winner = stored == null ? asked.claimant() : stored;
        give(asked, new NodeCommand.Verdict(asked.dispute(), winner, dead && winner == asked.claimant()));
    }

    private boolean isFirstLook(Dispute dispute) {
        if (looks.size() > KEPT) {
            looks.clear();
        }
        return looks.merge(dispute, 1, Integer::sum) <= LOOKS;
    }

    private Sight see(NodeEvent.Disputed asked) {
        Party other = asked.claimant().other();
        return nodes.get().see(node(asked.dispute(), other), instance(asked.dispute(), other));
    }

    /// Whoever does not wait for it still has it written down.
    private @Nullable Party stored(NodeEvent.Disputed asked, boolean dead) {
        if (!dead) {
            return settled(asked).orElse(null);
        }
        var answer = CompletableFuture.supplyAsync(() -> settled(asked), threads);
        try {
            return answer.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS).orElse(null);
        } catch (TimeoutException | ExecutionException _) {
            return null;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private Optional<Party> settled(NodeEvent.Disputed asked) {
        try {
            Party winner = store.settle(asked.dispute(), asked.claimant());
            heardStore();
            return Optional.of(winner);
        } catch (StoreUnavailable e) {
            missedStore(e);
            return Optional.empty();
        }
    }

    private void give(NodeEvent.Disputed asked, NodeCommand.Verdict verdict) {
        Optional<NodeCommand.Verdict> before = keep(verdict);
        if (before.isPresent()) {
            tell(before.get());
            return;
        }
        String winner = verdict.winner().name().toLowerCase(Locale.ROOT);
        meters.verdict(winner, verdict.dead());
        LOG.log(
                Level.INFO,
                "{0} goes on, {1} does not: term {2}, asked by the {3}, {4}",
                node(asked.dispute(), verdict.winner()),
                node(asked.dispute(), verdict.winner().other()),
                asked.dispute().term(),
                asked.claimant().name().toLowerCase(Locale.ROOT),
                verdict.dead() ? "the other process is dead" : "by the store");
        tell(verdict);
    }

    /// Answers what was given before, which stays.
    private synchronized Optional<NodeCommand.Verdict> keep(NodeCommand.Verdict verdict) {
        NodeCommand.Verdict before = given.putIfAbsent(verdict.dispute(), verdict);
        if (given.size() > KEPT) {
            given.remove(given.keySet().iterator().next());
        }
        return Optional.ofNullable(before);
    }

    private void tell(NodeCommand.Verdict verdict) {
        nodes.get().send(verdict.dispute().holder(), verdict);
        nodes.get().send(verdict.dispute().keeper(), verdict);
    }

    private synchronized Optional<NodeCommand.Verdict> known(Dispute dispute) {
        return Optional.ofNullable(given.get(dispute));
    }

    private synchronized void missedStore(StoreUnavailable e) {
        if (!silent) {
            silent = true;
            LOG.log(Level.WARNING, "no verdicts until the store is back: {0}", e.getCause());
        }
    }

    private synchronized void heardStore() {
        silent = false;
    }

    private static NodeId node(Dispute dispute, Party party) {
        return party == Party.HOLDER ? dispute.holder() : dispute.keeper();
    }

    private static String instance(Dispute dispute, Party party) {
        return party == Party.HOLDER ? dispute.holderInstance() : dispute.keeperInstance();
    }
}
