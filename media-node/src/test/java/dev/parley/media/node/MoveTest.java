package dev.parley.media.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.control.CounterSink;
import dev.parley.media.control.NodeSettings;
import dev.parley.protocol.node.NodeCommand.MoveRoom;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.rtc.client.ClientSettings;
import dev.parley.rtc.client.RtcClients;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MoveTest {
    private static final RoomId ROOM = new RoomId("blue");
    private static final int MOVES = 20;
    private static final int FRAMES_BETWEEN = 8;
    private static final long HOLE_MS = 150;
    private static final long DEADLINE_SECONDS = 20;
    private static final long POLL_NS = 1_000_000;

    private final BlockingQueue<NodeEvent.Candidate> candidates = new LinkedBlockingQueue<>();
    private final InetAddress here = InetAddress.getLoopbackAddress();
    private MediaNode node;
    private RtcClients clients;
    private List<Caller> callers;

    @BeforeEach
    void meet() {
        node = new MediaNode(
                new NodeSettings(
                        new NodeId("n1"),
                        "i1",
                        List.of(here),
                        0,
                        List.of(here),
                        2,
                        System::nanoTime,
                        new SecureRandom()),
                InstantSource.system());
        node.onEvent(event -> {
            if (event instanceof NodeEvent.Candidate candidate) {
                candidates.add(candidate);
            }
        });
        clients = new RtcClients(new ClientSettings(
                1, here, System::nanoTime, () -> System.currentTimeMillis() * 1_000_000, new SecureRandom()));
        callers = List.of(new Caller("ann", clients), new Caller("ben", clients));
        callers.get(0).join(node, ROOM, 11);
        callers.get(1).join(node, ROOM, 21);
        until(() -> callers.stream().allMatch(caller -> caller.frames() > 30));
    }

    @AfterEach
    void part() {
        clients.close();
        node.stop();
    }

    @Test
    @DisplayName("a call moved twenty times between loops loses nothing, repeats no index and shakes no hands")
    void twentyMoves() throws InterruptedException {
        List<Integer> handshakesBefore = callers.stream()
                .map(caller -> caller.ledger().handshakeRecords())
                .toList();
        long before =
                callers.stream().mapToLong(Caller::takeLongestHoleMs).max().orElse(0);
        for (int move = 0; move < MOVES; move++) {
            move(move);
        }
        long during =
                callers.stream().mapToLong(Caller::takeLongestHoleMs).max().orElse(0);
        System.out.printf("longest hole between frames: %d ms before, %d ms during %d moves%n", before, during, MOVES);

        for (Caller caller : callers) {
            assertThat(caller.ledger().repeated()).as("indexes used twice").isEmpty();
            assertThat(caller.holes()).as("packets lost").isZero();
            assertThat(caller.stats().refused()).as("packets that do not open").isEmpty();
            assertThat(caller.csrcs()).as("who was seen and heard").hasSize(2);
            assertThat(caller.ledger().ports()).as("ports that media went to").hasSize(2);
        }
        assertThat(callers.stream().map(caller -> caller.ledger().handshakeRecords()))
                .isEqualTo(handshakesBefore);
        assertThat(during).as("longest hole in ms").isLessThanOrEqualTo(before + HOLE_MS);
        Map<String, Long> packets = packets();
        assertThat(packets).doesNotContainKeys("NOT_AUTHENTIC", "REPLAYED", "RELAY_FULL", "UNKNOWN_ADDRESS");
    }

    /// Moves the room, tells both clients the new port, and lets the call go on for a while.
    private void move(int number) throws InterruptedException {
        assertThat(node.command(new MoveRoom(ROOM, (number + 1) % 2))).isTrue();
        for (int told = 0; told < callers.size(); told++) {
            NodeEvent.Candidate candidate = candidates.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            assertThat(candidate).as("move %d is told", number).isNotNull();
            for (Caller caller : callers) {
                if (caller.id().equals(candidate.participant())) {
                    assertThat(Caller.await(caller.client().addCandidate(candidate.candidate())))
                            .isTrue();
                }
            }
        }
        List<Long> wanted =
                callers.stream().map(caller -> caller.frames() + FRAMES_BETWEEN).toList();
        until(() -> callers.get(0).frames() >= wanted.get(0) && callers.get(1).frames() >= wanted.get(1));
    }

    private Map<String, Long> packets() {
        Map<String, Long> packets = new HashMap<>();
        node.counters(new CounterSink() {
            @Override
            public void count(String name, Map<String, String> tags, long value) {
                String verdict = tags.get("verdict");
                if (verdict != null && value > 0) {
                    packets.merge(verdict, value, Long::sum);
                }
            }

            @Override
            public void time(String name, Map<String, String> tags, long valueNs) {}
        });
        return packets;
    }

    /// Waits for the call to get there; the clients' own loops do the work.
    private static void until(BooleanSupplier there) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!there.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadlineNs);
            LockSupport.parkNanos(POLL_NS);
        }
    }
}
