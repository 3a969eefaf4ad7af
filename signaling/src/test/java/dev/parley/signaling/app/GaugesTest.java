package dev.parley.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.signaling.store.EmbeddedRedis;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what alerts are made of")
class GaugesTest {
    private static final Instant THEN = Instant.ofEpochMilli(1_700_000_000_250L);

    @Test
    @DisplayName("the store is up until it does not answer; the limit of sockets and the clock are told beside it")
    void gauges() throws Exception {
        try (var redis = new EmbeddedRedis();
                var server = Server.start(
                        List.of(),
                        Map.of("parley.redis-url", redis.url(), "parley.sockets", 40),
                        InstantSource.fixed(THEN))) {
            assertThat(server.metric("parley_store_up")).isEqualTo(1);
            assertThat(server.metric("parley_sockets_limit")).isEqualTo(40);
            assertThat(server.metric("parley_clock_seconds")).isEqualTo(1_700_000_000.25);
            redis.kill();
            assertThat(server.metric("parley_store_up")).isZero();
        }
    }

    @Test
    @DisplayName("what has happened to nobody yet is counted as nought, not left out")
    void noughts() {
        try (var server = Server.start(List.of(), Map.of())) {
            assertThat(server.send(server.to("/metrics")).body())
                    .contains(
                            "parley_disputes_unanswered_total 0.0",
                            "parley_moves_asked_total 0.0",
                            "parley_moves_done_total 0.0",
                            "parley_takings_over_total 0.0");
        }
    }
}
