package dev.parley.signaling.rooms.rules;

import static dev.parley.signaling.rooms.Decision.accept;
import static dev.parley.signaling.rooms.Decision.refuse;
import static dev.parley.signaling.rooms.Decision.tell;

import dev.parley.room.Source;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.Publication;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;

/// What people do for themselves.
final class OwnRules {
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int VARIATION_SELECTOR_16 = 0xFE0F;
    private static final int KEYCAP = 0x20E3;

    private OwnRules() {}

    static Decision setPublishing(RoomState room, Participant me, RoomAsk.SetPublishing ask) {
        if (!me.mayPublish(ask.source())) {
            return refuse(Refusal.MAY_NOT_PUBLISH);
        }
        Publication now = me.publication(ask.source());
        boolean begins = now.silenced() && ask.active() && !ask.muted();
        boolean free = me.role().moderates() || me.invited().contains(ask.source());
        if (begins && !free) {
            if (isShare(ask.source()) && !room.settings().guestsMayShare()) {
                return refuse(Refusal.MAY_NOT_SHARE);
            }
            if (ask.source() == Source.MICROPHONE && !room.settings().guestsMayUnmute()) {
                return refuse(Refusal.MAY_NOT_UNMUTE);
            }
        }
        return now.active() == ask.active() && now.muted() == ask.muted()
                ? accept()
                : accept(new RoomEvent.TrackChanged(me.id(), ask.source(), ask.active(), ask.muted(), null));
    }

    static boolean isShare(Source source) {
        return switch (source) {
            case SCREEN, SCREEN_AUDIO -> true;
            case MICROPHONE, CAMERA -> false;
        };
    }

    static Decision rename(Participant them, String asked) {
        String name = asked.strip();
        Decision problem = TextRule.NAME.problem(name);
        if (problem != null) {
            return problem;
        }
        return name.equals(them.name()) ? accept() : accept(new RoomEvent.Renamed(them.id(), name));
    }

    static Decision raiseHand(Participant me, RoomAsk.RaiseHand ask) {
        boolean raised = me.hand() != null;
        return raised == ask.raised()
                ? accept()
                : accept(new RoomEvent.HandChanged(me.id(), ask.raised() ? ask.at() : null));
    }

    static Decision react(Participant me, String emoji) {
        int points = emoji.codePointCount(0, emoji.length());
        boolean good = points > 0
                && points <= RoomLimits.EMOJI_CODE_POINTS
                && emoji.codePoints().allMatch(OwnRules::partOfEmoji)
                && emoji.codePoints().anyMatch(it -> it > 0xFF);
        return good
                ? tell(new Notice.Reacted(me.id(), emoji, me.breakout()))
                : new Decision.Refused(Refusal.EMOJI_NOT_VALID, points + " code points", "one emoji");
    }

    private static boolean partOfEmoji(int codePoint) {
        return Character.isEmoji(codePoint)
                || Character.isEmojiComponent(codePoint)
                || codePoint == ZERO_WIDTH_JOINER
                || codePoint == VARIATION_SELECTOR_16
                || codePoint == KEYCAP;
    }
}
