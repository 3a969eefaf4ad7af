package dev.parley.signaling.meeting;

import dev.parley.room.ParticipantId;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.store.Timer;
import dev.parley.signaling.store.TimerStore;
import dev.parley.signaling.timers.TimerHandler;
import dev.parley.signaling.webhooks.Courier;
import java.time.Instant;
import java.time.InstantSource;

/// Which timer has which effect. On a meeting it is an ask like any other: the rules see whether it is
/// still due, and compare-and-set makes its effect happen once, whoever asks twice.
public final class DueTimers implements TimerHandler {
    private static final Actor SERVER = new Actor.Server();

    private final TimerStore timers;
    private final RoomService service;
    private final InstantSource clock;
    private final Others others;

    /// Those whose timers are no asks of a room.
    public record Others(Absence absence, Courier courier, TimerHandler noMedia) {}

    public DueTimers(TimerStore timers, RoomService service, InstantSource clock, Others others) {
        this.timers = timers;
        this.service = service;
        this.clock = clock;
        this.others = others;
    }

    @Override
    public void onStoreBack() {
        others.absence().onStoreBack();
    }

    @Override
    public void onDue(Timer timer, Instant until) {
        switch (timer.kind()) {
            case PRESENCE -> others.absence().end(timer, until);
            case BREAKOUTS_WARN -> ask(timer, new RoomAsk.WarnBreakouts(clock.instant()), until);
            case BREAKOUTS_END -> ask(timer, new RoomAsk.EndBreakouts(clock.instant()), until);
            case WAITING_TIMEOUT -> ask(timer, new RoomAsk.EndWaiting(new ParticipantId(timer.subject())), until);
            case ROOM_EMPTY -> ask(timer, new RoomAsk.EndEmpty(), until);
            case NO_MEDIA -> others.noMedia().onDue(timer, until);
            case WEBHOOK -> others.courier().onDue(timer, until);
        }
    }

    private void ask(Timer timer, RoomAsk ask, Instant until) {
        service.ask(timer.room(), SERVER, ask);
        timers.settle(timer, until);
    }
}
