package dev.parley.loadtest.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// What happens when, from nothing but a seed: the same seed, the same blows in the same order. Every kind
/// comes once before any comes again.
final class Schedule {
    private static final int LEAST_CALM_MS = 12_000;
    private static final int MOST_CALM_MS = 15_000;
    private static final int HUNDRED = 100;

    private final Random random;
    private final ChaosPlan plan;
    private final List<Fault.Kind> kinds;
    private final List<Fault.Kind> left = new ArrayList<>();

    /// @param kinds that may happen at all
    Schedule(long seed, ChaosPlan plan, List<Fault.Kind> kinds) {
        this.random = new Random(seed);
        this.plan = plan;
        this.kinds = List.copyOf(kinds);
    }

    /// Faults that begin at one moment, and how long it is calm after the last of them is undone.
    record Round(List<Fault> faults, int calmMs) {
        Round {
            faults = List.copyOf(faults);
        }
    }

    Round next() {
        List<Fault> faults = new ArrayList<>();
        Fault first = fault();
        faults.add(first);
        if (random.nextInt(HUNDRED) < plan.pairs()) {
            Fault second = fault();
            if (!second.machine().equals(first.machine())) {
                faults.add(second);
            }
        }
        return new Round(faults, random.nextInt(LEAST_CALM_MS, MOST_CALM_MS));
    }

    private Fault fault() {
        if (left.isEmpty()) {
            left.addAll(kinds);
            Collections.shuffle(left, random);
        }
        Fault.Kind kind = left.removeLast();
        int victims =
                switch (kind.victim()) {
                    case SIGNALING -> plan.signaling();
                    case NODE -> plan.nodes();
                    case REDIS -> 1;
                };
        return new Fault(kind, random.nextInt(victims), random.nextInt(kind.leastMs(), kind.mostMs()));
    }
}
