package dev.parley.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.media.http.FakeNode;
import dev.parley.media.http.NodeUnderTest;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("media node program")
class MediaNodeApplicationTest {
    @Test
    @DisplayName("several live in one process, each with its port, name, instance and metrics")
    void several() throws Exception {
        try (var one = new NodeUnderTest();
                var two = new NodeUnderTest()) {
            assertThat(one.port()).isNotEqualTo(two.port());
            assertThat(one.node.settings.instance()).isNotEqualTo(two.node.settings.instance());
            two.node.sessions = 9;
            assertThat(one.send(one.anonymous("/metrics")).body()).contains("parley_sessions 1.0");
            assertThat(two.send(two.anonymous("/metrics")).body()).contains("parley_sessions 9.0");
            one.close();
            assertThat(two.send(two.anonymous("/health/ready")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("does not start with the secret everybody knows when it is meant for production")
    void productionSecret() {
        Map<String, Object> properties = Map.of("parley.profile", "production", "parley.node-http-port", "0");
        assertThatThrownBy(() -> MediaNodeApplication.start(properties, FakeNode::new))
                .hasStackTraceContaining("PARLEY_NODE_SECRET: not set");
    }
}
