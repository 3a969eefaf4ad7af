package dev.parley.signaling.app.limits;

import java.util.Map;

/// One limit: its name in `docs/limits.md`, its figure, on what kind of server it is reached, and how. The way there
/// first does what is just allowed.
record Limit(String name, long figure, Map<String, Object> settings, Reach reach) {
    static final int PARTICIPANTS = 12;
    static final int VIEWERS = 3;

    /// Small rooms, so that full ones are quickly made, and nobody held back at the door.
    static final Map<String, Object> ROOMS = Map.of(
            "parley.room-participants", PARTICIPANTS,
            "parley.room-viewers", VIEWERS,
            "parley.joins-per-address", 100_000,
            "parley.joins-per-room", 100_000,
            "parley.grace-seconds", 600);

    interface Reach {
        Beyond go(Stage stage) throws Exception;
    }

    static Limit of(String name, long figure, Reach reach) {
        return new Limit(name, figure, ROOMS, reach);
    }

    @Override
    public String toString() {
        return name;
    }
}
