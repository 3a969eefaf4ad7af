package dev.parley.e2e.stage;

import dev.parley.loadtest.meeting.Flow;
import dev.parley.loadtest.meeting.MediaPlan;
import dev.parley.loadtest.meeting.Participant;
import dev.parley.loadtest.meeting.ParticipantListener;
import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.recording.Recording;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// Two people who try to meet until they do.
public final class FirstFrame {
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Duration ONE_TRY = Duration.ofSeconds(10);
    private static final RoomId ROOM = new RoomId("first");
    private static final int HEIGHT = 180;

    private final Venue venue;
    private final Patience patience;
    private final LongSupplier clock;

    public FirstFrame(Venue venue, Patience patience, LongSupplier clock) {
        this.venue = venue;
        this.patience = patience;
        this.clock = clock;
    }

    /// When the first whole frame of one was at the other.
    public long await(Duration most) throws IOException, InterruptedException {
        long untilNs = clock.getAsLong() + most.toNanos();
        IOException last = new IOException("nobody tried");
        while (clock.getAsLong() < untilNs) {
            try {
                return meet();
            } catch (IOException notYet) {
                last = notYet;
                patience.pass(AGAIN);
            }
        }
        throw new IOException("no frame within " + most.toSeconds() + " s", last);
    }

    private long meet() throws IOException, InterruptedException {
        try (Participant one = join("One");
                Participant other = join("Other")) {
            one.open(MediaPlan.playing(Recording.standard(), 1, 0));
            other.open(MediaPlan.playing(Recording.standard(), 1, 0));
            other.watch(HEIGHT);
            if (!patience.until(() -> other.flows().anyMatch(it -> it.frames() > 0), ONE_TRY)) {
                throw new IOException("in the room, and no frame within " + ONE_TRY.toSeconds() + " s: slots "
                        + other.flows().map(Flow::packets).map(String::valueOf).collect(Collectors.joining(" ")));
            }
            long seenNs = clock.getAsLong();
            one.leave();
            other.leave();
            return seenNs;
        }
    }

    private Participant join(String name) throws IOException, InterruptedException {
        return venue.join(venue.token(ROOM, name, Role.GUEST), ParticipantListener.NONE);
    }
}
