package dev.parley.signaling.rooms.rules;

import static dev.parley.signaling.rooms.Decision.accept;
import static dev.parley.signaling.rooms.Decision.refuse;

import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.meeting.RoomSettings;
import dev.parley.protocol.meeting.SettingsChange;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.Publication;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What hosts and co-hosts do to others and to the meeting.
record ModerationRules(Powers powers) {
    private RoomState room() {
        return powers.room();
    }

    /// A camera or a share is stopped, and its owner may start it again; a microphone is silenced.
    Decision setMuted(RoomAsk.SetMuted ask) {
        return powers.upon(
                ask.who(),
                them -> powers.objection(them).orElseGet(() -> {
                    Publication now = them.publication(ask.source());
                    if (!now.active()) {
                        return refuse(Refusal.NO_SUCH_TRACK);
                    }
                    boolean unmutesAnother = !ask.muted() && !powers.isServer();
                    return now.muted() == ask.muted() || unmutesAnother
                            ? accept()
                            : accept(silenced(them, ask.source(), ask.muted()));
                }));
    }

    private RoomEvent silenced(Participant them, Source source, boolean muted) {
        boolean stopped = muted && source != Source.MICROPHONE;
        return new RoomEvent.TrackChanged(them.id(), source, !stopped, muted && !stopped, powers.me());
    }

    Decision muteAll(Source source) {
        return powers.asModerator(() -> accept(room().participants().values().stream()
                .filter(them -> !them.id().equals(powers.me()))
                .filter(them -> powers.objection(them).isEmpty())
                .filter(them -> !them.publication(source).silenced())
                .map(them -> silenced(them, source, true))
                .toList()));
    }

    Decision askUnmute(RoomAsk.AskUnmute ask) {
        return powers.upon(
                ask.who(),
                them -> powers.asModerator(() -> {
                    ParticipantId by = powers.me();
                    if (!them.mayPublish(ask.source())) {
                        return refuse(Refusal.MAY_NOT_PUBLISH);
                    }
                    return by == null ? accept() : accept(new RoomEvent.UnmuteAsked(by, them.id(), ask.source()));
                }));
    }

    Decision remove(RoomAsk.Remove ask) {
        Decision tooLong = TextRule.REASON.problemIfSaid(ask.reason());
        if (tooLong != null) {
            return tooLong;
        }
        return powers.upon(
                ask.who(),
                them -> powers.objection(them)
                        .orElseGet(() -> them.role() == Role.HOST && !powers.isServer()
                                ? refuse(Refusal.TARGET_IS_HOST)
                                : accept(LeaveRules.gone(room(), them, LeaveReason.REMOVED, ask.reason()))));
    }

    Decision pardon(String identity) {
        return powers.asModerator(
                () -> room().meta().banned().contains(identity) ? accept(new RoomEvent.Pardoned(identity)) : accept());
    }

    Decision renameOther(RoomAsk.RenameOther ask) {
        return powers.upon(
                ask.who(), them -> powers.objection(them).orElseGet(() -> OwnRules.rename(them, ask.name())));
    }

    Decision lowerHand(ParticipantId who) {
        return powers.upon(
                who,
                them -> powers.asModerator(
                        () -> them.hand() == null ? accept() : accept(new RoomEvent.HandChanged(them.id(), null))));
    }

    Decision spotlight(@Nullable ParticipantId who) {
        Decision shine =
                Objects.equals(who, room().meta().spotlight()) ? accept() : accept(new RoomEvent.SpotlightChanged(who));
        return powers.asModerator(() -> who == null ? shine : powers.upon(who, _ -> shine));
    }

    /// Shares that are allowed no longer end.
    Decision changeSettings(SettingsChange change) {
        return powers.asModerator(() -> {
            RoomSettings now = room().settings();
            RoomSettings then = change.on(now);
            if (then.equals(now)) {
                return accept();
            }
            var events = new ArrayList<RoomEvent>();
            events.add(new RoomEvent.SettingsChanged(then));
            if (now.guestsMayShare() && !then.guestsMayShare()) {
                events.addAll(endedShares());
            }
            return accept(events);
        });
    }

    private List<RoomEvent> endedShares() {
        return room().participants().values().stream()
                .filter(them -> !them.role().moderates())
                .flatMap(them -> Stream.of(Source.SCREEN, Source.SCREEN_AUDIO)
                        .filter(source -> them.publication(source).active())
                        .map(source -> silenced(them, source, true)))
                .toList();
    }
}
