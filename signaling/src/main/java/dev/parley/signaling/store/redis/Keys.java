package dev.parley.signaling.store.redis;

import dev.parley.protocol.node.Dispute;
import dev.parley.room.RoomId;

/// Every key there is; `docs/redis-keys.md` says what each holds.
final class Keys {
    /// A room ends an hour after its last participant (by a timer, so that it is told); this is for what is
    /// left behind then, and for a room whose timer was lost with the store.
    static final int TTL_SECONDS = 7_200;
    /// Events kept for instances that missed some: minutes of a busy meeting, or a crowd coming in.
    static final int LOG_EVENTS = 1_024;
    /// Timers are spread over this many keys, hence over as many slots; each costs one look every sweep.
    static final int TIMER_SHARDS = 8;

    /// Longer than anybody asks about a dispute: whoever was cut off for so long has nothing left to dispute.
    static final int DISPUTE_SECONDS = 3_600;

    static final String ROOMS = "parley:rooms";
    /// All placements are in one slot, or counting and deciding could not be one step (ADR-0010).
    static final String PLACED_ROOMS = "parley:{placements}:rooms";

    static final String PLACED_COUNTS = "parley:{placements}:counts";
    static final String PLACED_REVIEWS = "parley:{placements}:reviews";
    static final String PLACED_EPOCH = "parley:{placements}:epoch";

    private Keys() {}

    static String dispute(Dispute dispute) {
        return "parley:dispute:" + dispute.holder() + ":" + dispute.holderInstance() + ":" + dispute.keeper() + ":"
                + dispute.keeperInstance() + ":" + dispute.term();
    }

    static String room(RoomId room) {
        return key(room, "room");
    }

    static String parts(RoomId room) {
        return key(room, "parts");
    }

    static String events(RoomId room) {
        return key(room, "events");
    }

    static String media(RoomId room) {
        return key(room, "media");
    }

    /// Webhooks for one endpoint.
    static String outbox(RoomId room, String endpoint) {
        return key(room, "outbox:" + endpoint);
    }

    /// How far each of them is.
    static String deliveries(RoomId room) {
        return key(room, "deliveries");
    }

    static String[] all(RoomId room) {
        return new String[] {room(room), parts(room), events(room), media(room)};
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
