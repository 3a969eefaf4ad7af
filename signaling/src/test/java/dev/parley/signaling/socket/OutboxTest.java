package dev.parley.signaling.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.signaling.live.Closing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketMessage;

/// The threads of this test run when it says so: until then nobody reads.
@DisplayName("what waits for one client")
class OutboxTest {
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<Object> sent = new ArrayList<>();
    private @Nullable CloseStatus closed;

    private final Outbox outbox = new Outbox(
            "c-1",
            new Outbox.Wire() {
                @Override
                public void send(WebSocketMessage<?> message) {
                    sent.add(message.getPayload());
                }

                @Override
                public void close(CloseStatus status) {
                    closed = status;
                }
            },
            threads::add);

    private void read() {
        threads.forEach(Runnable::run);
    }

    @Test
    @DisplayName("as many messages as may wait are sent in order; one more ends it")
    void messages() {
        for (int i = 0; i < SocketLimits.WAITING_MESSAGES; i++) {
            outbox.tell(Integer.toString(i));
        }
        assertThat(outbox.closing()).isEmpty();
        outbox.tell("one more");
        assertThat(outbox.closing()).contains(Closing.SLOW);
        read();
        assertThat(sent).as("what waited is forgotten at once").isEmpty();
        assertThat(closed).isEqualTo(new CloseStatus(1013, "slow"));
    }

    @Test
    @DisplayName("as many characters as may wait are sent; one more ends it")
    void characters() {
        String quarter = "x".repeat(SocketLimits.WAITING_CHARS / 4);
        for (int i = 0; i < 4; i++) {
            outbox.tell(quarter);
        }
        assertThat(outbox.closing()).isEmpty();
        outbox.tell("x");
        read();
        assertThat(sent).isEmpty();
        assertThat(closed).isEqualTo(new CloseStatus(1013, "slow"));
    }

    @Test
    @DisplayName("who reads everything that waited is told more, and a close comes last")
    void keepsUp() {
        for (int i = 0; i < SocketLimits.WAITING_MESSAGES; i++) {
            outbox.tell("a");
        }
        read();
        outbox.tell("b");
        outbox.close(Closing.RESTART);
        outbox.tell("too late");
        threads.remove();
        read();
        assertThat(sent).hasSize(SocketLimits.WAITING_MESSAGES + 1).endsWith("b");
        assertThat(closed).isEqualTo(new CloseStatus(1012, "restart"));
    }
}
