package dev.parley.loadtest.chaos;

import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.system.Fleet;
import dev.parley.loadtest.system.FleetProcess;
import java.io.IOException;

/// Does a fault to the fleet, and undoes it.
final class Saboteur {
    /// A third of what a node of a few meetings sends: queues fill, packets are lost, and some arrive late.
    private static final int NODE_KBPS = 3_000;
    /// A command takes tens of milliseconds, a room's state much longer.
    private static final int REDIS_KBPS = 256;

    private final Fleet fleet;
    private final Patience patience;

    Saboteur(Fleet fleet, Patience patience) {
        this.fleet = fleet;
        this.patience = patience;
    }

    private FleetProcess victim(Fault fault) {
        return switch (fault.kind().victim()) {
            case SIGNALING -> fleet.signaling().get(fault.number());
            case NODE -> fleet.nodes().get(fault.number());
            case REDIS -> fleet.redis();
        };
    }

    void begin(Fault fault) throws IOException, InterruptedException {
        FleetProcess victim = victim(fault);
        switch (fault.kind()) {
            case KILL_SIGNALING, KILL_NODE, KILL_REDIS -> victim.kill();
            case END_SIGNALING -> victim.terminate();
            case STOP_NODE, STOP_REDIS -> victim.stop();
            case CUT_NODE -> fleet.network().cut(victim.name());
            case PART_SIGNALING ->
                fleet.network().part(victim.name(), fleet.redis().name());
            case PART_NODE -> {
                for (FleetProcess other : fleet.nodes()) {
                    if (other != victim) {
                        fleet.network().part(victim.name(), other.name());
                    }
                }
            }
            case MOVE_ROOMS -> throw new IllegalArgumentException("not a blow: " + fault);
            case SLOW_NODE -> fleet.network().slow(victim.name(), NODE_KBPS);
            case SLOW_REDIS -> fleet.network().slow(victim.name(), REDIS_KBPS);
        }
    }

    /// Returns when the victim is as before: a process that was started again is ready.
    void end(Fault fault) throws IOException, InterruptedException {
        FleetProcess victim = victim(fault);
        switch (fault.kind()) {
            case KILL_SIGNALING, KILL_NODE, KILL_REDIS, END_SIGNALING -> {
                victim.start();
                victim.awaitReady(patience);
            }
            case STOP_NODE, STOP_REDIS -> victim.wake();
            case CUT_NODE -> fleet.network().mend(victim.name());
            case PART_SIGNALING ->
                fleet.network().join(victim.name(), fleet.redis().name());
            case PART_NODE -> {
                for (FleetProcess other : fleet.nodes()) {
                    if (other != victim) {
                        fleet.network().join(victim.name(), other.name());
                    }
                }
            }
            case SLOW_NODE, SLOW_REDIS -> fleet.network().speedUp(victim.name());
            case MOVE_ROOMS -> throw new IllegalArgumentException("not a blow: " + fault);
        }
    }
}
