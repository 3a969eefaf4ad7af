package dev.parley.signaling.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.node.Dispute;
import dev.parley.protocol.node.Party;
import dev.parley.room.NodeId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What any store of disputes must do.
abstract class DisputeContract {
    private final Dispute dispute = dispute(UUID.randomUUID().toString(), 1);

    abstract DisputeStore disputes();

    @Test
    @DisplayName("whoever asks first wins, and has won whoever asks later")
    void firstWins() {
        assertThat(disputes().settle(dispute, Party.KEEPER)).isEqualTo(Party.KEEPER);
        assertThat(disputes().settle(dispute, Party.HOLDER)).isEqualTo(Party.KEEPER);
        assertThat(disputes().settle(dispute, Party.KEEPER)).isEqualTo(Party.KEEPER);
    }

    @Test
    @DisplayName("another term is another dispute, and so is another process")
    void others() {
        disputes().settle(dispute, Party.KEEPER);
        assertThat(disputes().settle(dispute(dispute.holderInstance(), 2), Party.HOLDER))
                .isEqualTo(Party.HOLDER);
        assertThat(disputes().settle(dispute("another", 1), Party.HOLDER)).isEqualTo(Party.HOLDER);
    }

    @Test
    @DisplayName("of many who ask at once, all hear of the same winner")
    void race() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Party>> asks = IntStream.range(0, 32)
                    .<Callable<Party>>mapToObj(i ->
                            () -> disputes().settle(dispute, i % 2 == 0 ? Party.HOLDER : Party.KEEPER))
                    .toList();
            var winners =
                    threads.invokeAll(asks).stream().map(Future::resultNow).distinct();
            assertThat(winners).hasSize(1);
        }
    }

    private static Dispute dispute(String instance, long term) {
        return new Dispute(new NodeId("node-1"), instance, new NodeId("node-2"), "{other} instance", term);
    }
}
