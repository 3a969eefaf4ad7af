package dev.parley.signaling.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisURI;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("where Redis is")
class RedisAddressTest {
    @Test
    @DisplayName("a cluster is some hosts with commas between, and user, password and TLS hold for each")
    void cluster() {
        var address = (RedisAddress.Cluster) RedisAddress.of("rediss-cluster://ada:s3cret@one:7000,two:7001");
        assertThat(address.seeds()).hasSize(2).allSatisfy(it -> {
            assertThat(it.isSsl()).isTrue();
            var credentials = Objects.requireNonNull(
                    it.getCredentialsProvider().resolveCredentials().block());
            assertThat(credentials.getUsername()).isEqualTo("ada");
            assertThat(credentials.getPassword()).containsExactly("s3cret".toCharArray());
        });
        assertThat(address.seeds().stream().map(RedisURI::getHost)).containsExactly("one", "two");
        assertThat(address.seeds().stream().map(RedisURI::getPort)).containsExactly(7000, 7001);
    }

    @Test
    @DisplayName("one server or its sentinels are as the driver takes them")
    void single() {
        var one = (RedisAddress.Single) RedisAddress.of("rediss://ada:s3cret@one:7000/2");
        assertThat(one.uri().isSsl()).isTrue();
        assertThat(one.uri().getDatabase()).isEqualTo(2);
        var sentinels = (RedisAddress.Single) RedisAddress.of("redis-sentinel://one:26379,two:26379#parley");
        assertThat(sentinels.uri().getSentinels()).hasSize(2);
        assertThat(sentinels.uri().getSentinelMasterId()).isEqualTo("parley");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "one:7000",
                "http://one:s3cret@host",
                "redis-cluster://",
                "redis://",
                "redis-sentinel://one:26379,two:26379",
                "redis-sentinel://#parley"
            })
    @DisplayName("anything else is one sentence, without what may be a password")
    void wrong(String url) {
        assertThatThrownBy(() -> RedisAddress.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: redis://")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }
}
