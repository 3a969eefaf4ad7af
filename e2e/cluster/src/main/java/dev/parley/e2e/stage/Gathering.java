package dev.parley.e2e.stage;

import dev.parley.loadtest.chaos.ChaosPlan;
import dev.parley.loadtest.chaos.Crowd;
import dev.parley.loadtest.chaos.Member;
import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.recording.Recording;
import dev.parley.protocol.client.RoomView;
import dev.parley.room.RoomId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/// Everybody who meets in this run: the same people who live through `make chaos`, who come back as the page does.
public final class Gathering implements AutoCloseable {
    /// Everything that anybody does to a meeting is done by then.
    private static final Duration IN = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long SEED = 1;

    private final List<Venue> venues;
    private final Patience patience;
    private final LongSupplier clock;
    private final Crowd crowd;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private boolean over;

    private Gathering(List<Venue> venues, Size size, Patience patience, LongSupplier clock) throws IOException {
        this.venues = List.copyOf(venues);
        this.patience = patience;
        this.clock = clock;
        var hall =
                new Member.Hall(this.venues, Recording.standard(), clock, open::get, () -> true, _ -> Optional.empty());
        this.crowd = new Crowd(new ChaosPlan(0, size.rooms(), size.people(), venues.size(), 0, 0), hall, SEED);
    }

    /// How many meet.
    ///
    /// @param people in each room
    public record Size(int rooms, int people) {
        public int participants() {
            return rooms * people;
        }
    }

    /// Returns when everybody has media, through one door of signaling or another.
    static Gathering begin(List<Venue> venues, Size size, Patience patience, LongSupplier clock)
            throws IOException, InterruptedException {
        var gathering = new Gathering(venues, size, patience, clock);
        gathering.crowd.begin();
        if (!gathering.hasMedia(IN)) {
            throw new IOException("before anything happened these had no media: " + gathering.silent());
        }
        for (RoomId room : gathering.crowd.rooms()) {
            if (gathering.view(room).isEmpty()) {
                throw new IOException("there is no meeting in " + room);
            }
        }
        gathering.crowd.note(gathering::view);
        return gathering;
    }

    Crowd crowd() {
        return crowd;
    }

    Venue venue() {
        return venues.getFirst();
    }

    /// Whether everybody has media before this time is over.
    boolean hasMedia(Duration most) throws InterruptedException {
        return patience.until(() -> silent().isEmpty(), most);
    }

    List<String> silent() {
        return crowd.silent(clock.getAsLong());
    }

    /// Whom the store does not know any more as who they are; after a few looks, for somebody may be coming back.
    List<String> lost(Duration most) throws InterruptedException {
        long untilNs = clock.getAsLong() + most.toNanos();
        List<String> lost = crowd.lost(this::view);
        while (!lost.isEmpty() && clock.getAsLong() < untilNs) {
            patience.pass(PAUSE);
            lost = crowd.lost(this::view);
        }
        return lost;
    }

    /// By whichever door answers.
    private Optional<RoomView> view(RoomId room) {
        for (Venue venue : venues) {
            try {
                return venue.view(room);
            } catch (IOException away) {
                // the next door
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// Everybody leaves, without a word.
    public void end() throws InterruptedException {
        if (!over) {
            over = true;
            open.set(false);
            crowd.end();
        }
    }

    @Override
    public void close() {
        try {
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
