package dev.parley.signaling.meeting;

import dev.parley.signaling.store.Timer;
import dev.parley.signaling.timers.TimerHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;

/// Which timer has which effect on a meeting.
public final class DueTimers implements TimerHandler {
    private static final Logger LOG = System.getLogger(DueTimers.class.getName());

    private final Absence absence;

    public DueTimers(Absence absence) {
        this.absence = absence;
    }

    @Override
    public void onDue(Timer timer, Instant until) {
        switch (timer.kind()) {
            case PRESENCE -> absence.end(timer, until);
            // Armed by no rule of this version. A newer instance beside this one may know it, so it is left: the claim
            // lapses and the timer comes to somebody else.
            case BREAKOUTS_WARN, BREAKOUTS_END, WAITING_TIMEOUT, ROOM_EMPTY, WEBHOOK ->
                LOG.log(Level.DEBUG, "{0}: left to an instance that knows it", timer.text());
        }
    }
}
