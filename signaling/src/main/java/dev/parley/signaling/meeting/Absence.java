package dev.parley.signaling.meeting;

import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.ParticipantId;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.store.RoomStore;
import dev.parley.signaling.store.Stores;
import dev.parley.signaling.store.Timer;
import dev.parley.signaling.store.TimerStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Takes out whoever's time without a sign of life is over (ADR-0009).
public final class Absence {
    private final TimerStore timers;
    private final RoomStore rooms;
    private final RoomService service;
    private final MediaDesk media;
    private final Times times;
    /// Nobody is taken out before.
    private volatile Instant believedFrom = Instant.MIN;

    public record Times(InstantSource clock, Duration grace) {}

    public Absence(Stores stores, RoomService service, MediaDesk media, Times times) {
        this.timers = stores.timers();
        this.rooms = stores.rooms();
        this.service = service;
        this.media = media;
        this.times = times;
    }

    /// No lease could be moved on while the store was away: who is there has one more grace time to show it.
    void onStoreBack() {
        believedFrom = times.clock().instant().plus(times.grace());
    }

    /// `until`: what the claim on the timer says.
    void end(Timer timer, Instant until) {
        var who = new ParticipantId(timer.subject());
        Optional<Participant> participant = service.state(timer.room()).anyone(who);
        if (participant.isEmpty()) {
            timers.settle(timer, until);
        } else if (times.clock().instant().isBefore(believedFrom)) {
            timers.arm(timer, believedFrom);
        } else if (participant.get().kind() != SessionKind.MEETING && mediaLives(timer, who)) {
            timers.arm(timer, times.clock().instant().plus(times.grace()));
            rooms.touch(timer.room()); // no socket of theirs keeps it alive
        } else {
            var leave = new RoomAsk.Leave(who, LeaveReason.TIMEOUT);
            service.ask(timer.room(), new Actor.Server(), leave, _ -> isStillDue(timer, until));
        }
    }

    /// Whoever returned meanwhile has moved the deadline on before taking the place over.
    private boolean isStillDue(Timer timer, Instant until) {
        return timers.due(timer)
                .filter(it -> it.toEpochMilli() == until.toEpochMilli())
                .isPresent();
    }

    private boolean mediaLives(Timer timer, ParticipantId who) {
        return media.media(timer.room(), who).filter(media::mayLive).isPresent();
    }
}
