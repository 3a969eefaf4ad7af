package dev.parley.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.node.Dispute;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.Party;
import dev.parley.protocol.node.Peer;
import dev.parley.signaling.store.EmbeddedRedis;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("when two nodes lose sight of each other")
class DisputesTest {
    private final EmbeddedRedis redis = new EmbeddedRedis();
    private final FakeNode holder = new FakeNode("node-1");
    private final FakeNode keeper = new FakeNode("node-2");
    private final List<FakeNode> nodes = List.of(holder, keeper);
    private final Map<String, Object> settings = Map.of("parley.redis-url", redis.url());
    private final Server server = Server.start(nodes, settings);

    @AfterEach
    void stop() throws IOException {
        server.close();
        redis.close();
        for (FakeNode node : nodes) {
            node.close();
        }
    }

    @Test
    @DisplayName("whoever asks first wins, whatever instance is asked, and both are told")
    void byTheStore() throws Exception {
        keeper.say(new NodeEvent.Disputed(dispute(1), Party.KEEPER, false));
        for (FakeNode node : nodes) {
            assertThat(verdict(node, 1)).isEqualTo(new NodeCommand.Verdict(dispute(1), Party.KEEPER, false));
        }
        holder.say(new NodeEvent.Disputed(dispute(1), Party.HOLDER, true));
        assertThat(verdict(holder, 1).winner()).as("it stays").isEqualTo(Party.KEEPER);
        holder.say(new NodeEvent.Disputed(dispute(2), Party.HOLDER, true));
        assertThat(verdict(holder, 2))
                .as("that its port refuses is what only the claimant says")
                .isEqualTo(new NodeCommand.Verdict(dispute(2), Party.HOLDER, false));
        try (var second = Server.start(nodes, settings)) {
            holder.commands.clear();
            keeper.say(new NodeEvent.Disputed(dispute(2), Party.KEEPER, false));
            assertThat(verdict(holder, 2).winner()).isEqualTo(Party.HOLDER);
            assertThat(verdict(holder, 2).winner())
                    .as("by the other instance as well")
                    .isEqualTo(Party.HOLDER);
            assertThat(second.metric("parley_verdicts_total", "holder", "false"))
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a dead process loses, at once, and whether or not there is a Redis")
    void dead() throws Exception {
        redis.kill();
        holder.close();
        keeper.say(new NodeEvent.Disputed(dispute(1), Party.KEEPER, true));
        assertThat(ask(1, true)).isEqualTo(new NodeCommand.Verdict(dispute(1), Party.KEEPER, true));
        assertThat(server.metric("parley_verdicts_total", "keeper", "true")).isEqualTo(1);
        redis.restart();
        assertThat(ask(1, true)).as("it stays").isEqualTo(new NodeCommand.Verdict(dispute(1), Party.KEEPER, true));
    }

    @Test
    @DisplayName("a process that is dead and had won before has won, and its death changes nothing")
    void deadWinner() throws Exception {
        try (var second = Server.start(nodes, settings)) {
            holder.say(new NodeEvent.Disputed(dispute(1), Party.HOLDER, false));
            verdict(holder, 1);
            assertThat(second.metric("parley_nodes_up")).isEqualTo(2);
        }
        try (var third = Server.start(nodes, settings)) {
            holder.close();
            assertThat(ask(1, true).winner()).isEqualTo(Party.HOLDER);
            while (third.metric("parley_verdicts_total") < 1) {
                ask(1, true); // one that was not sure yet is asked again
            }
            assertThat(third.metric("parley_verdicts_total", "holder", "false"))
                    .as("an instance that never heard of it")
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a process that was started anew is dead")
    void restarted() throws Exception {
        Dispute before = dispute(1);
        holder.close();
        try (var after = holder.startedAnew()) {
            after.nextCommand(NodeCommand.Peers.class, _ -> true);
            assertThat(ask(1, true)).isEqualTo(new NodeCommand.Verdict(before, Party.KEEPER, true));
            assertThat(verdict(after, 1).winner())
                    .as("the node is told as well")
                    .isEqualTo(Party.KEEPER);
        }
    }

    @Test
    @DisplayName("without a Redis, and without a death, there is no verdict until it is back")
    void storeAway() throws Exception {
        redis.kill();
        keeper.say(new NodeEvent.Disputed(dispute(1), Party.KEEPER, false));
        keeper.say(new NodeEvent.Disputed(dispute(1), Party.HOLDER, false)); // no business of the keeper
        while (server.metric("parley_disputes_unanswered_total") < 1) {
            Thread.onSpinWait();
        }
        assertThat(keeper.commands).noneMatch(NodeCommand.Verdict.class::isInstance);
        redis.restart();
        assertThat(ask(1, false)).isEqualTo(new NodeCommand.Verdict(dispute(1), Party.KEEPER, false));
    }

    @Test
    @DisplayName("nodes are told of one another, of a node that drains, and of one that is gone no more")
    void peers() throws Exception {
        var all = List.of(peer(holder, false), peer(keeper, false));
        keeper.nextCommand(NodeCommand.Peers.class, it -> it.peers().equals(all));
        holder.nextCommand(NodeCommand.Peers.class, it -> it.peers().equals(all));
        holder.drain();
        keeper.nextCommand(
                NodeCommand.Peers.class, it -> it.peers().equals(List.of(peer(holder, true), peer(keeper, false))));
        keeper.link = null;
        keeper.drain();
        holder.nextCommand(NodeCommand.Peers.class, it -> it.peers().equals(List.of(peer(holder, true))));
        holder.close();
        keeper.nextCommand(NodeCommand.Peers.class, it -> it.peers().isEmpty());
    }

    private static Peer peer(FakeNode node, boolean draining) {
        return new Peer(node.id(), node.instance(), "127.0.0.1:9", draining, node.machine());
    }

    private Dispute dispute(long term) {
        return new Dispute(holder.id(), holder.instance(), keeper.id(), keeper.instance(), term);
    }

    /// As a keeper does: ten times a second, until there is a verdict.
    private NodeCommand.Verdict ask(long term, boolean refused) throws InterruptedException {
        keeper.commands.clear();
        for (int i = 0; i < 100; i++) {
            keeper.say(new NodeEvent.Disputed(dispute(term), Party.KEEPER, refused));
            NodeCommand next = keeper.commands.poll(100, TimeUnit.MILLISECONDS);
            if (next instanceof NodeCommand.Verdict verdict) {
                return verdict;
            }
        }
        throw new AssertionError("no verdict came");
    }

    private static NodeCommand.Verdict verdict(FakeNode node, long term) throws InterruptedException {
        return node.nextCommand(NodeCommand.Verdict.class, it -> it.dispute().term() == term);
    }
}
