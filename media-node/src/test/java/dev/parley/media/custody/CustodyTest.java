package dev.parley.media.custody;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.link.LinkFrame;
import dev.parley.media.link.SessionCopy;
import dev.parley.protocol.node.Dispute;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.Party;
import dev.parley.protocol.node.Peer;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The custody of a node")
class CustodyTest {
    private static final NodeId SELF = new NodeId("n1");
    private static final NodeId PEER = new NodeId("n2");
    private static final RoomId ROOM = new RoomId("blue");
    private static final SessionId SESSION = new SessionId("s-1");
    private static final long SECOND = 1_000_000_000;

    private final WrittenActs acts = new WrittenActs();
    private final Custody custody = new Custody(new Self(SELF, "i1", "m1"), acts);
    private long nowNs = SECOND;

    @BeforeEach
    void linkBothWays() {
        custody.peers(List.of(new Peer(PEER, "i2", "n2:1", false, null)), nowNs);
        custody.linked(PEER);
        custody.heard(PEER, new LinkFrame.Welcome(PEER, "i2"), nowNs);
        renew();
        custody.heard(PEER, new LinkFrame.Hello(PEER, "i2", 1), nowNs);
        custody.heard(PEER, new LinkFrame.Beat(nowNs + SECOND, SECOND), nowNs);
    }

    /// The peer confirms our lease.
    private void renew() {
        custody.heard(PEER, new LinkFrame.Ack(nowNs + SECOND, 0), nowNs);
    }

    private static SessionCopy copy(long epoch) {
        return new SessionCopy(SESSION, ROOM, epoch, new byte[] {1});
    }

    @Test
    @DisplayName("takes an import once: the same one again, or an older, changes nothing")
    void importedOnce() {
        custody.heard(PEER, new LinkFrame.Import(7, List.of(copy(3))), nowNs);
        assertThat(acts.taken).hasSize(1);
        assertThat(acts.sent).contains(new LinkFrame.Imported(7));

        custody.heard(PEER, new LinkFrame.Import(7, List.of(copy(3))), nowNs);
        custody.heard(PEER, new LinkFrame.Import(8, List.of(copy(2))), nowNs);
        assertThat(acts.taken).as("replayed").hasSize(1);

        custody.closed(SESSION);
        custody.heard(PEER, new LinkFrame.Import(9, List.of(copy(3))), nowNs);
        assertThat(acts.taken).as("replayed after its end").hasSize(1);
    }

    @Test
    @DisplayName("declines an import that comes when its lease at the sender is over: it may be a late one")
    void lateImport() {
        nowNs += 2 * SECOND;
        custody.heard(PEER, new LinkFrame.Import(7, List.of(copy(3))), nowNs);
        assertThat(acts.taken).isEmpty();
        assertThat(acts.sent).contains(new LinkFrame.Declined(7, "no-lease"));
    }

    @Test
    @DisplayName("declines an import while this node has as much as it may")
    void full() {
        custody.full(true);
        custody.heard(PEER, new LinkFrame.Import(7, List.of(copy(3))), nowNs);
        assertThat(acts.taken).isEmpty();
        assertThat(acts.sent).contains(new LinkFrame.Declined(7, "full"));
        custody.full(false);
        custody.heard(PEER, new LinkFrame.Import(8, List.of(copy(3))), nowNs);
        assertThat(acts.taken).hasSize(1);
    }

    @Test
    @DisplayName("keeps no copy of an epoch before the one it knows, and so never goes on from it")
    void oldCopy() {
        custody.heard(PEER, new LinkFrame.Import(7, List.of(copy(3))), nowNs); // held here at epoch 4
        custody.closed(SESSION);
        custody.heard(PEER, new LinkFrame.Copy(1, copy(2)), nowNs);
        win(true);
        assertThat(acts.taken).hasSize(1);
    }

    @Test
    @DisplayName("goes on with what it keeps only when the lease is over, or the holder is dead")
    void certain() {
        custody.heard(PEER, new LinkFrame.Copy(1, copy(1)), nowNs);
        win(false);
        assertThat(acts.taken).isEmpty();
        nowNs += SECOND;
        custody.tick(nowNs);
        assertThat(acts.taken).as("the lease is over, the margin is not").isEmpty();
        nowNs += Terms.MARGIN_NS + 1;
        custody.tick(nowNs);
        assertThat(acts.taken).hasSize(1);
        assertThat(acts.taken.getFirst().exact()).isFalse();
    }

    @Test
    @DisplayName("goes on at once with what a dead holder had")
    void dead() {
        custody.heard(PEER, new LinkFrame.Copy(1, copy(1)), nowNs);
        win(true);
        assertThat(acts.taken).hasSize(1);
    }

    @Test
    @DisplayName("ignores a verdict about another process or another term")
    void strangeVerdicts() {
        custody.heard(PEER, new LinkFrame.Copy(1, copy(1)), nowNs);
        for (Dispute other : List.of(
                new Dispute(PEER, "i3", SELF, "i1", 1),
                new Dispute(PEER, "i2", SELF, "i0", 1),
                new Dispute(PEER, "i2", SELF, "i1", 2))) {
            custody.settled(new NodeCommand.Verdict(other, Party.KEEPER, true), nowNs);
        }
        assertThat(acts.taken).isEmpty();
    }

    @Test
    @DisplayName("gives up what a keeper has won, and tells a peer of an old term that it is over")
    void surrendered() {
        custody.opened(ROOM, SESSION);
        custody.tick(nowNs);
        assertThat(acts.leases).containsKey(SESSION);
        custody.settled(new NodeCommand.Verdict(new Dispute(SELF, "i1", PEER, "i2", 1), Party.KEEPER, false), nowNs);
        assertThat(acts.surrendered).containsExactly(SESSION);

        custody.heard(PEER, new LinkFrame.Copy(1, copy(1)), nowNs);
        win(true);
        custody.heard(PEER, new LinkFrame.Hello(PEER, "i2", 1), nowNs);
        assertThat(acts.answered).contains(new LinkFrame.Over(1));
    }

    @Test
    @DisplayName("does not say that it holds a session when its lease is over: it may have stood still, and lost it")
    void unsure() {
        assertThat(custody.holds(SESSION, nowNs)).isFalse();
        custody.opened(ROOM, SESSION);
        custody.tick(nowNs);
        assertThat(custody.holds(SESSION, nowNs)).isTrue();
        nowNs += 6 * SECOND;
        assertThat(custody.holds(SESSION, nowNs))
                .as("woke, and has heard nothing yet")
                .isFalse();
        custody.settled(new NodeCommand.Verdict(new Dispute(SELF, "i1", PEER, "i2", 1), Party.HOLDER, false), nowNs);
        assertThat(custody.holds(SESSION, nowNs)).as("has won").isTrue();
        custody.closed(SESSION);
        assertThat(custody.holds(SESSION, nowNs)).isFalse();
    }

    @Test
    @DisplayName("declines what another release has written, and leaves it behind where its holder is dead")
    void otherRelease() {
        acts.understands = false;
        custody.heard(PEER, new LinkFrame.Import(7, List.of(copy(3))), nowNs);
        assertThat(acts.sent).contains(new LinkFrame.Declined(7, "other-release"));
        custody.heard(PEER, new LinkFrame.Copy(1, copy(3)), nowNs);
        win(true);
        assertThat(acts.taken).isEmpty();
    }

    @Test
    @DisplayName("has a session that is over dropped by its keeper, also when the link was away just then")
    void closedWithoutLink() {
        custody.opened(ROOM, SESSION);
        custody.tick(nowNs);
        custody.unlinked(PEER, false);
        custody.closed(SESSION);
        acts.sent.clear();
        custody.linked(PEER);
        custody.heard(PEER, new LinkFrame.Welcome(PEER, "i2"), nowNs);
        assertThat(acts.sent).contains(new LinkFrame.Drop(1, SESSION));
        custody.heard(PEER, new LinkFrame.Ack(nowNs + SECOND, 1), nowNs);
        assertThat(custody.holds(SESSION, nowNs)).isFalse();
    }

    @Test
    @DisplayName("dials a peer that is gone for as long as signaling names it, and a while")
    void forgotten() {
        custody.unlinked(PEER, false);
        for (int second = 0; second < 40; second++) {
            nowNs += SECOND;
            custody.tick(nowNs);
            custody.unlinked(PEER, false);
        }
        int dialed = acts.dialed.size();
        assertThat(dialed).isGreaterThan(20);
        nowNs += SECOND;
        custody.tick(nowNs);
        assertThat(acts.dialed).hasSize(dialed);
        custody.peers(List.of(new Peer(PEER, "i2", "n2:1", false, null)), nowNs);
        custody.tick(nowNs);
        assertThat(acts.dialed).hasSize(dialed + 1);
    }

    @Test
    @DisplayName("has its sessions kept on another machine, and by one beside it only when there is no other")
    void machines() {
        custody.peers(List.of(new Peer(PEER, "i2", "n2:1", false, "m1")), nowNs);
        List<SessionId> kept = open(40);
        assertThat(kept).allMatch(session -> isKeptFor(session, SECOND));

        var other = new NodeId("n3");
        custody.peers(List.of(new Peer(other, "i3", "n3:1", false, "m2")), nowNs);
        custody.linked(other);
        custody.heard(other, new LinkFrame.Welcome(other, "i3"), nowNs);
        custody.heard(other, new LinkFrame.Ack(nowNs + 2 * SECOND, 0), nowNs);
        custody.tick(nowNs);
        assertThat(open(40)).allMatch(session -> isKeptFor(session, 2 * SECOND));
        assertThat(acts.sent).filteredOn(LinkFrame.Drop.class::isInstance).hasSameSizeAs(kept);
    }

    /// Each in a room of its own.
    private List<SessionId> open(int many) {
        List<SessionId> opened = IntStream.range(0, many)
                .mapToObj(i -> new SessionId("s-" + acts.leases.size() + "-" + i))
                .toList();
        opened.forEach(it -> custody.opened(new RoomId(it.value()), it));
        custody.tick(nowNs);
        return opened;
    }

    /// The keeper's lease is the one that ends then.
    private boolean isKeptFor(SessionId session, long leaseNs) {
        return Objects.requireNonNull(acts.leases.get(session)).leftNs(nowNs) == leaseNs;
    }

    private void win(boolean dead) {
        custody.settled(new NodeCommand.Verdict(new Dispute(PEER, "i2", SELF, "i1", 1), Party.KEEPER, dead), nowNs);
    }
}
