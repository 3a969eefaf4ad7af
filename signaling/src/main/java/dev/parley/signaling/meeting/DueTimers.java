package dev.parley.signaling.meeting;

import dev.parley.room.ParticipantId;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.store.Timer;
import dev.parley.signaling.store.TimerStore;
import dev.parley.signaling.timers.TimerHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;

/// Which timer has which effect on a meeting. Each is an ask like any other: the rules see whether it is still due, and
/// compare-and-set makes its effect happen once, whoever asks twice.
public final class DueTimers implements TimerHandler {
    private static final Logger LOG = System.getLogger(DueTimers.class.getName());
    private static final Actor SERVER = new Actor.Server();

    private final TimerStore timers;
    private final RoomService service;
    private final Absence absence;
    private final InstantSource clock;

    public DueTimers(TimerStore timers, RoomService service, Absence absence, InstantSource clock) {
        this.timers = timers;
        this.service = service;
        this.absence = absence;
        this.clock = clock;
    }

    @Override
    public void onDue(Timer timer, Instant until) {
        switch (timer.kind()) {
            case PRESENCE -> absence.end(timer, until);
            case BREAKOUTS_WARN -> ask(timer, new RoomAsk.WarnBreakouts(clock.instant()), until);
            case BREAKOUTS_END -> ask(timer, new RoomAsk.EndBreakouts(clock.instant()), until);
            case WAITING_TIMEOUT -> ask(timer, new RoomAsk.EndWaiting(new ParticipantId(timer.subject())), until);
            case ROOM_EMPTY -> ask(timer, new RoomAsk.EndEmpty(), until);
            // Armed by no rule of this version. A newer instance beside this one may know it, so it is left: the claim
            // lapses and the timer comes to somebody else.
            case WEBHOOK -> LOG.log(Level.DEBUG, "{0}: left to an instance that knows it", timer.text());
        }
    }

    private void ask(Timer timer, RoomAsk ask, Instant until) {
        service.ask(timer.room(), SERVER, ask);
        timers.settle(timer, until);
    }
}
