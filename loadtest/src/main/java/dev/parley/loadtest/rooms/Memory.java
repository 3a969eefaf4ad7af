package dev.parley.loadtest.rooms;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// What rooms take up in Redis.
///
/// @param bytesPerRoom of all that Redis has set aside, over the rooms
/// @param byKind bytes for each room, by the kind of key
record Memory(double bytesPerRoom, Map<String, Double> byKind) {
    private static final int SAMPLES = 500;

    static Memory of(RedisGauge gauge, double bytesPerRoom, int rooms, RandomGenerator random) {
        Map<String, Double> byKind = new LinkedHashMap<>();
        for (String kind : new String[] {"room", "parts", "events", "media"}) {
            double sum = IntStream.range(0, SAMPLES)
                    .mapToLong(_ -> gauge.bytesOf("parley:{" + Crowd.room(random.nextInt(rooms)) + "}:" + kind))
                    .sum();
            byKind.put("parley:{room}:" + kind, sum / SAMPLES);
        }
        for (String kind : new String[] {"rooms", "reviews", "counts"}) {
            String key = "parley:{placements}:" + kind;
            byKind.put(key, gauge.bytesOf(key) / (double) rooms);
        }
        double timers = IntStream.range(0, 8)
                .mapToLong(shard -> gauge.bytesOf("parley:timers:{" + shard + "}"))
                .sum();
        byKind.put("parley:timers:{0} … {7}", timers / rooms);
        byKind.put("parley:rooms", gauge.bytesOf("parley:rooms") / (double) rooms);
        return new Memory(bytesPerRoom, byKind);
    }
}
