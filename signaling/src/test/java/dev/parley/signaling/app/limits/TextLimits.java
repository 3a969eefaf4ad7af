package dev.parley.signaling.app.limits;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.meeting.BreakoutChoice;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.app.Guest;
import dev.parley.signaling.rooms.RoomLimits;
import java.util.Collections;
import java.util.List;

/// How long what people write may be, and how many parts what a host opens may have.
final class TextLimits {
    private TextLimits() {}

    /// What is asked with a text of so many characters, or so many of something.
    private interface Sized {
        ClientAsk ask(Guest host, int size);
    }

    static List<Limit> all() {
        return List.of(
                most(
                        "RoomLimits.NAME_CHARS",
                        RoomLimits.NAME_CHARS,
                        (host, n) -> new ClientAsk.Rename(host.nextId(), text(n))),
                most(
                        "RoomLimits.CHAT_CHARS",
                        RoomLimits.CHAT_CHARS,
                        (host, n) -> new ClientAsk.Chat(host.nextId(), text(n), null)),
                Limit.of("RoomLimits.REASON_CHARS", RoomLimits.REASON_CHARS, TextLimits::reason),
                most(
                        "RoomLimits.WAITING_MESSAGE_CHARS",
                        RoomLimits.WAITING_MESSAGE_CHARS,
                        (host, n) -> new ClientAsk.TellWaiting(host.nextId(), text(n))),
                most(
                        "RoomLimits.EMOJI_CODE_POINTS",
                        RoomLimits.EMOJI_CODE_POINTS,
                        (host, n) -> new ClientAsk.React(host.nextId(), "\uD83D\uDC4D".repeat(n))),
                most(
                        "RoomLimits.POLL_CHARS",
                        RoomLimits.POLL_CHARS,
                        (host, n) -> new ClientAsk.OpenPoll(host.nextId(), text(n), List.of("a", "b"), false)),
                most(
                        "RoomLimits.OPTION_CHARS",
                        RoomLimits.OPTION_CHARS,
                        (host, n) -> new ClientAsk.OpenPoll(host.nextId(), "?", List.of(text(n), "b"), false)),
                most(
                        "RoomLimits.POLL_OPTIONS_MAX",
                        RoomLimits.POLL_OPTIONS_MAX,
                        (host, n) -> new ClientAsk.OpenPoll(host.nextId(), "?", Collections.nCopies(n, "a"), false)),
                Limit.of("RoomLimits.POLL_OPTIONS_MIN", RoomLimits.POLL_OPTIONS_MIN, TextLimits::fewOptions),
                most(
                        "RoomLimits.QUESTION_CHARS",
                        RoomLimits.QUESTION_CHARS,
                        (host, n) -> new ClientAsk.AskQuestion(host.nextId(), text(n))),
                Limit.of("RoomLimits.BREAKOUTS", RoomLimits.BREAKOUTS, TextLimits::breakouts),
                Limit.of("RoomLimits.BREAKOUT_MINUTES", RoomLimits.BREAKOUT_MINUTES, TextLimits::minutes));
    }

    static String text(int chars) {
        return "x".repeat(chars);
    }

    private static Limit most(String name, int figure, Sized sized) {
        return Limit.of(name, figure, stage -> {
            Guest host = stage.host();
            host.done(sized.ask(host, figure));
            return Beyond.of(host.refused(sized.ask(host, figure + 1)));
        });
    }

    private static Beyond reason(Stage stage) {
        Guest host = stage.host();
        stage.guest();
        ParticipantId them =
                host.next(ServerMessage.ParticipantJoined.class).participant().id();
        var tooLong = host.refused(new ClientAsk.Remove(host.nextId(), them, text(RoomLimits.REASON_CHARS + 1)));
        host.done(new ClientAsk.Remove(host.nextId(), them, text(RoomLimits.REASON_CHARS)));
        return Beyond.of(tooLong);
    }

    private static Beyond fewOptions(Stage stage) {
        Guest host = stage.host();
        host.done(new ClientAsk.OpenPoll(host.nextId(), "?", List.of("a", "b"), false));
        return Beyond.of(host.refused(new ClientAsk.OpenPoll(host.nextId(), "?", List.of("a"), false)));
    }

    private static Beyond breakouts(Stage stage) {
        Guest host = stage.host();
        var tooMany = host.refused(open(host, RoomLimits.BREAKOUTS + 1, 1));
        host.done(open(host, RoomLimits.BREAKOUTS, 1));
        return Beyond.of(tooMany);
    }

    private static Beyond minutes(Stage stage) {
        Guest host = stage.host();
        var tooLong = host.refused(open(host, 1, RoomLimits.BREAKOUT_MINUTES + 1));
        host.done(open(host, 1, RoomLimits.BREAKOUT_MINUTES));
        return Beyond.of(tooLong);
    }

    private static ClientAsk open(Guest host, int count, int minutes) {
        return new ClientAsk.OpenBreakouts(
                host.nextId(), Collections.nCopies(count, "A"), BreakoutChoice.MANUAL, List.of(), minutes);
    }

    /// An id is what the JSON is refused for, so it is written by hand.
    static Beyond longId(Stage stage) {
        Guest host = stage.host();
        int most = 64;
        if (!RoomId.isValid(text(most))) {
            throw new AssertionError("ids may be shorter now");
        }
        host.sayRaw("{\"type\":\"lowerHand\",\"id\":\"a\",\"participant\":\"" + text(most) + "\"}");
        if (!host.next(ServerMessage.Refused.class).code().equals("no-such-participant")) {
            throw new AssertionError("the longest id was not understood");
        }
        host.sayRaw("{\"type\":\"lowerHand\",\"id\":\"b\",\"participant\":\"" + text(most + 1) + "\"}");
        return Beyond.of(host.next(ServerMessage.Refused.class));
    }
}
