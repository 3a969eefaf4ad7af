package dev.parley.signaling.app;

import dev.parley.signaling.carrying.FleetEars;
import dev.parley.signaling.carrying.Moves;
import dev.parley.signaling.carrying.PeerNews;
import dev.parley.signaling.carrying.Stragglers;
import dev.parley.signaling.carrying.Takings;
import dev.parley.signaling.carrying.Verdicts;
import dev.parley.signaling.live.Rooms;
import dev.parley.signaling.meeting.Patience;
import dev.parley.signaling.nodes.NodeWatcher;
import dev.parley.signaling.nodes.Nodes;
import dev.parley.signaling.store.Stores;
import java.util.function.Supplier;

/// The parts of [dev.parley.signaling.carrying], wired.
record Carriage(PeerNews peers, Verdicts verdicts, Takings takings, Moves moves, Stragglers stragglers) {
    record Shell(CoreTools tools, Patience patience) {}

    static Carriage of(Rooms rooms, Stores stores, Supplier<Nodes> nodes, Shell shell) {
        CoreTools tools = shell.tools();
        var stragglers = new Stragglers(stores, nodes, tools.clock());
        return new Carriage(
                new PeerNews(nodes, tools.clock()),
                new Verdicts(nodes, stores.disputes(), tools.threads(), tools.meters()),
                new Takings(
                        rooms,
                        stores,
                        nodes,
                        new Takings.Shell(
                                tools.clock(), tools.threads(), tools.meters(), shell.patience(), stragglers)),
                new Moves(stores, nodes, tools.clock(), tools.meters()),
                stragglers);
    }

    NodeWatcher ears(NodeWatcher sockets) {
        return new FleetEars(sockets, peers, verdicts, new FleetEars.Carrying(takings, moves));
    }

    void tick() {
        peers.tick();
        takings.tick();
        moves.tick();
        stragglers.tick();
    }
}
