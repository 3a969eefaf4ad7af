package dev.parley.signaling.store.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import java.net.URI;
import java.util.List;

/// Where Redis is, told from one URL. User, password and TLS are in it, so no message ever repeats it.
sealed interface RedisAddress {
    /// One server, or the master that its sentinels name.
    record Single(RedisURI uri) implements RedisAddress {}

    /// Some nodes of a cluster; the others are learned from them.
    record Cluster(List<RedisURI> seeds) implements RedisAddress {
        public Cluster {
            seeds = List.copyOf(seeds);
        }
    }

    static RedisAddress of(String url) {
        try {
            return switch (url.substring(0, Math.max(0, url.indexOf("://")))) {
                case "redis", "rediss", "redis-sentinel", "rediss-sentinel" -> new Single(single(url));
                case "redis-cluster", "rediss-cluster" -> new Cluster(seeds(url));
                default -> throw new IllegalArgumentException("another scheme");
            };
        } catch (IllegalArgumentException _) {
            // The cause is left out: it may quote the password.
            throw new IllegalArgumentException(
                    "PARLEY_REDIS_URL is not understood (expected: redis://[user:password@]host:port,"
                            + " redis-sentinel://host:port,…#master or redis-cluster://host:port,…;"
                            + " with TLS: rediss…)");
        }
    }

    private static RedisURI single(String url) {
        RedisURI uri = RedisURI.create(url);
        if (!uri.getSentinels().isEmpty() && uri.getSentinelMasterId() == null) {
            throw new IllegalArgumentException("sentinels watch several masters: which one is not said");
        }
        return uri;
    }

    private static List<RedisURI> seeds(String url) {
        return RedisClusterURIUtil.toRedisURIs(URI.create(url.replaceFirst("-cluster:", ":")));
    }
}
