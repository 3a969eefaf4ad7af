package dev.parley.signaling.access;

import dev.parley.room.RoomId;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Keeps a flood of joins from one address, or into one room, from taking this instance's time from everyone else.
public final class JoinGate {
    /// Beyond this many, the bucket used longest ago is forgotten: at worst someone gets a fresh burst.
    private static final int BUCKETS = 10_000;

    private final TokenBucket.Rate perAddress;
    private final TokenBucket.Rate perRoom;
    private final InstantSource clock;
    private final Map<String, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
            return size() > BUCKETS;
        }
    };

    public JoinGate(TokenBucket.Rate perAddress, TokenBucket.Rate perRoom, InstantSource clock) {
        this.perAddress = perAddress;
        this.perRoom = perRoom;
        this.clock = clock;
    }

    /// What was expected of this join; absent when it may go on.
    public synchronized Optional<String> objection(String address, RoomId room) {
        long nowMs = clock.millis();
        if (!bucket("address " + address, perAddress, nowMs).take(nowMs)) {
            return Optional.of("from one address at most " + perAddress.text());
        }
        return bucket("room " + room, perRoom, nowMs).take(nowMs)
                ? Optional.empty()
                : Optional.of("into one room at most " + perRoom.text());
    }

    private TokenBucket bucket(String key, TokenBucket.Rate rate, long nowMs) {
        return buckets.computeIfAbsent(key, _ -> new TokenBucket(rate, nowMs));
    }
}
