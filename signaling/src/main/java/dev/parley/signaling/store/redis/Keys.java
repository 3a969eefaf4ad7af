package dev.parley.signaling.store.redis;

import dev.parley.room.RoomId;

/// Every key there is; `docs/redis-keys.md` says what each holds.
final class Keys {
    /// An hour after the last sign of life, a room is forgotten.
    static final int TTL_SECONDS = 3_600;
    /// Events kept for instances that missed some: minutes of a busy meeting.
    static final int LOG_EVENTS = 256;
    /// Timers are spread over this many keys, hence over as many slots; each costs one look every sweep.
    static final int TIMER_SHARDS = 8;

    static final String ROOMS = "parley:rooms";
    /// All placements are in one slot, or counting and deciding could not be one step (ADR-0010).
    static final String PLACED_ROOMS = "parley:{placements}:rooms";

    static final String PLACED_COUNTS = "parley:{placements}:counts";
    static final String PLACED_REVIEWS = "parley:{placements}:reviews";
    static final String PLACED_EPOCH = "parley:{placements}:epoch";

    private Keys() {}

    static String room(RoomId room) {
        return key(room, "room");
    }

    static String participants(RoomId room) {
        return key(room, "participants");
    }

    static String events(RoomId room) {
        return key(room, "events");
    }

    static String chat(RoomId room) {
        return key(room, "chat");
    }

    static String media(RoomId room) {
        return key(room, "media");
    }

    static String[] all(RoomId room) {
        return new String[] {room(room), participants(room), events(room), chat(room), media(room)};
    }

    static String channel(RoomId room) {
        return key(room, "news");
    }

    static String timers(int shard) {
        return "parley:timers:{" + shard + "}";
    }

    static int timerShard(RoomId room) {
        return Math.floorMod(room.value().hashCode(), TIMER_SHARDS);
    }

    private static String key(RoomId room, String what) {
        return "parley:{" + room.value() + "}:" + what;
    }
}
