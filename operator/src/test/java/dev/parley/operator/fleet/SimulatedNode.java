package dev.parley.operator.fleet;

import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.parts.DrainPolicy;
import dev.parley.operator.fleet.Seen.Report;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The process in a pod, as far as a drain is concerned. One participant is one room.
final class SimulatedNode {
    /// As the media node has it: from its deadline on it moves whatever it can, then it closes.
    private static final int LAST_CALL_SECONDS = 10;

    private static final int STOP_PER_SECOND = 2;

    NodePhase phase = NodePhase.ACTIVE;
    int participants;
    /// It answers nobody, and after the leases its people are elsewhere.
    boolean hung;
    /// It serves its people, and the operator does not reach it.
    boolean cutOff;
    private @Nullable DrainPolicy policy;
    private @Nullable Instant began;
    private @Nullable Instant deadline;
    private int perSecond;

    @Nullable
    Report report() {
        return hung || cutOff ? null : new Report(phase, participants, participants, 0.1, policy);
    }

    boolean takesRooms() {
        return phase == NodePhase.ACTIVE && !hung;
    }

    void obey(Act act, Instant now) {
        if (hung || cutOff) {
            return;
        }
        switch (act) {
            case Act.Cordon _ -> {
                phase = NodePhase.CORDONED;
                policy = null;
                began = null;
                deadline = null;
            }
            case Act.Drain drain -> {
                began = began == null || policy == null ? now : began;
                phase = NodePhase.DRAINING;
                policy = drain.policy();
                perSecond = drain.roomsPerSecond();
                deadline = began.plusSeconds(drain.deadlineSeconds());
            }
            case Act.Uncordon _ -> {
                phase = NodePhase.ACTIVE;
                policy = null;
                began = null;
                deadline = null;
            }
            case Act.Delete _ -> throw new AssertionError("a node is not deleted, its pod is");
        }
    }

    /// SIGTERM: whatever was wanted of it before, it drains itself.
    void terminate(Instant now, Instant until) {
        phase = NodePhase.DRAINING;
        policy = DrainPolicy.MIGRATE;
        began = now;
        deadline = until;
        perSecond = STOP_PER_SECOND;
    }

    /// A second of its life. `elsewhere`: another node that takes rooms.
    void second(Instant now, @Nullable SimulatedNode elsewhere) {
        if (hung || (phase != NodePhase.DRAINING && phase != NodePhase.DRAINED)) {
            return;
        }
        boolean over = deadline != null && !now.isBefore(deadline);
        if (elsewhere != null && (policy != DrainPolicy.WAIT || over)) {
            int moved = Math.min(participants, perSecond);
            participants -= moved;
            elsewhere.participants += moved;
        }
        if (over && deadline != null && !now.isBefore(deadline.plusSeconds(LAST_CALL_SECONDS))) {
            participants = 0;
        }
        phase = participants == 0 ? NodePhase.DRAINED : NodePhase.DRAINING;
    }
}
