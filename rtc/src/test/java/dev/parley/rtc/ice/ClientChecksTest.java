package dev.parley.rtc.ice;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.ice.ClientChecks.State;
import dev.parley.rtc.ice.IceOutcome.Answered;
import dev.parley.rtc.ice.IceOutcome.Refused;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client's checks against a lite node")
class ClientChecksTest {
    private static final InetSocketAddress A = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 10_000);
    private static final InetSocketAddress B = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.2"), 10_000);
    private static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.ofLiteral("198.51.100.1"), 4000);
    private static final IceCredentials PAGE = new IceCredentials("page", "c".repeat(24));
    private static final IceCredentials NODE = new IceCredentials("node", "n".repeat(24));

    private final Random random = new Random(5);
    private final Set<InetSocketAddress> up = new HashSet<>(List.of(A, B));
    private final Set<InetSocketAddress> nominated = new HashSet<>();
    private IceCredentials serving = NODE;
    private int lossPercent;
    private long nowNs;
    private final ClientChecks checks = new ClientChecks(PAGE, NODE, random, 0);

    /// Lets the virtual time pass, 50 ms a step, with a round trip of nothing.
    private void runFor(long millis) {
        for (long step = 0; step < millis; step += 50) {
            for (ClientChecks.Outgoing outgoing : checks.poll(nowNs)) {
                deliver(outgoing);
            }
            nowNs += MILLISECONDS.toNanos(50);
        }
    }

    private void deliver(ClientChecks.Outgoing outgoing) {
        if (!up.contains(outgoing.to()) || random.nextInt(100) < lossPercent) {
            return;
        }
        byte[] request = bytes(outgoing.datagram());
        switch (IceLite.answer(request, CLIENT, ufrag -> ufrag.equals(serving.ufrag()) ? serving : null)) {
            case Answered answered -> {
                if (answered.nominated()) {
                    nominated.add(outgoing.to());
                }
                assertThat(checks.receive(bytes(answered.reply()), outgoing.to(), nowNs))
                        .isTrue();
            }
            case Refused refused ->
                assertThat(checks.receive(bytes(refused.reply()), outgoing.to(), nowNs))
                        .isFalse();
            case IceOutcome.Dropped dropped -> throw new AssertionError(dropped);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static Candidate candidate(InetSocketAddress address, int preference) {
        return Candidate.host(address, preference);
    }

    @Test
    @DisplayName("connect and nominate in two round trips")
    void connect() {
        checks.add(candidate(A, 100), nowNs);
        assertThat(checks.state(nowNs)).isEqualTo(State.CHECKING);
        runFor(100);
        assertThat(checks.state(nowNs)).isEqualTo(State.CONNECTED);
        assertThat(checks.selected()).contains(A);
        assertThat(nominated).containsExactly(A);
    }

    @Test
    @DisplayName("prefer the better of two addresses")
    void better() {
        checks.add(candidate(A, 100), nowNs);
        checks.add(candidate(B, 200), nowNs);
        runFor(200);
        assertThat(checks.selected()).contains(B);
    }

    @Test
    @DisplayName("move to a better address that is added in the middle of a call, as Chromium does")
    void move() {
        checks.add(candidate(A, 100), nowNs);
        runFor(5_000);
        checks.add(candidate(B, 200), nowNs);
        runFor(100);
        assertThat(checks.selected()).contains(B);
        assertThat(nominated).contains(B);
    }

    @Test
    @DisplayName("move back to an address they know, when it is named again with a higher priority")
    void moveBack() {
        checks.add(candidate(A, 100), nowNs);
        checks.add(candidate(B, 200), nowNs);
        runFor(5_000);
        assertThat(checks.selected()).contains(B);
        checks.add(candidate(A, 300), nowNs);
        runFor(100);
        assertThat(checks.selected()).contains(A);
    }

    @Test
    @DisplayName("stay where they are when a worse address is added, and go there when theirs falls silent")
    void fallBack() {
        checks.add(candidate(A, 200), nowNs);
        checks.add(candidate(B, 100), nowNs);
        runFor(5_000);
        assertThat(checks.selected()).contains(A);
        up.remove(A);
        runFor(6_000);
        assertThat(checks.selected()).contains(B);
        assertThat(checks.state(nowNs)).isEqualTo(State.CONNECTED);
    }

    @Test
    @DisplayName("are lost 30 s after the last answer, not before")
    void lost() {
        checks.add(candidate(A, 100), nowNs);
        runFor(1_000);
        up.clear();
        runFor(28_000);
        assertThat(checks.state(nowNs)).isEqualTo(State.CONNECTED);
        runFor(2_000);
        assertThat(checks.state(nowNs)).isEqualTo(State.LOST);
    }

    @Test
    @DisplayName("survive a lossy path")
    void lossy() {
        lossPercent = 40;
        checks.add(candidate(A, 100), nowNs);
        for (int second = 0; second < 120; second++) {
            runFor(1_000);
            assertThat(second < 3 || checks.state(nowNs) == State.CONNECTED).isTrue();
        }
    }

    @Test
    @DisplayName("never connect with a wrong password, and say why")
    void wrongPassword() {
        serving = new IceCredentials("node", "x".repeat(24));
        checks.add(candidate(A, 100), nowNs);
        runFor(31_000);
        assertThat(checks.state(nowNs)).isEqualTo(State.LOST);
        assertThat(checks.lastErrorCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("believe no answer from another address, and none they did not ask for")
    void strangers() {
        checks.add(candidate(A, 100), nowNs);
        byte[] request = bytes(checks.poll(nowNs).getFirst().datagram());
        Answered answered = (Answered) IceLite.answer(request, CLIENT, _ -> NODE);
        assertThat(checks.receive(bytes(answered.reply()), B, nowNs)).isFalse();
        byte[] unasked = new StunWriter(StunWriter.BINDING_SUCCESS, new byte[12]).signed(NODE.pwd());
        assertThat(checks.receive(unasked, A, nowNs)).isFalse();
        assertThat(checks.receive(bytes(answered.reply()), A, nowNs)).isTrue();
    }
}
