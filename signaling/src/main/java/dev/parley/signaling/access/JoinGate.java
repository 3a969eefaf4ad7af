package dev.parley.signaling.access;

import dev.parley.room.RoomId;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps a flood of joins from one address, or into one room, from taking this instance's time from everyone else.
public final class JoinGate {
    /// A class of 500 behind one address may come at once; a script that hammers may not go on.
    public static final TokenBucket.Rate PER_ADDRESS = new TokenBucket.Rate(50, 600);
    /// A full room of 1,000 may come within seconds of the hour.
    public static final TokenBucket.Rate PER_ROOM = new TokenBucket.Rate(100, 1_000);
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

    public synchronized boolean admits(String address, RoomId room) {
        long nowMs = clock.millis();
        return bucket("address " + address, perAddress, nowMs).take(nowMs)
                && bucket("room " + room, perRoom, nowMs).take(nowMs);
    }

    private TokenBucket bucket(String key, TokenBucket.Rate rate, long nowMs) {
        return buckets.computeIfAbsent(key, _ -> new TokenBucket(rate, nowMs));
    }
}
