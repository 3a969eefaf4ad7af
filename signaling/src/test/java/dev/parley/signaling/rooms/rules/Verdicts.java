package dev.parley.signaling.rooms.rules;

import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;

/// What the standard rules say, in a word: `ok`, or the code of the refusal.
final class Verdicts {
    private static final RoomRules RULES = new RoomRules(RoomLimits.STANDARD);

    private Verdicts() {}

    static String verdict(RoomState room, Actor actor, RoomAsk ask) {
        return switch (decide(room, actor, ask)) {
            case Decision.Accepted _ -> "ok";
            case Decision.Refused(var why, var _, var _) -> why.code();
        };
    }

    static Decision decide(RoomState room, Actor actor, RoomAsk ask) {
        return RULES.decide(room, actor, ask);
    }
}
