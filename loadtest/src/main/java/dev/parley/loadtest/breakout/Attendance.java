package dev.parley.loadtest.breakout;

import dev.parley.loadtest.meeting.MediaPlan;
import dev.parley.loadtest.meeting.Participant;
import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.Patience;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.rtc.client.send.MediaSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Everybody in the meeting. The first is the host.
final class Attendance implements AutoCloseable {
    /// Doors that people come through at a time: a browser's handshakes last longer than ours, so more would be no
    /// likeness of anything but a flood.
    private static final int DOORS = 8;
    /// A second for each, on a machine that is busy with something else.
    private static final Duration ARRIVAL = Duration.ofMinutes(8);

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 3;
    private static final int HEIGHT = 180;
    private static final long SPREAD_NS = 200_000_000;

    private final BreakoutPlan plan;
    private final Venue venue;
    private final LongSupplier clock;
    private final List<Attendee> attendees = new ArrayList<>();
    private final Map<Integer, Participant> present = new ConcurrentHashMap<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicInteger repeated = new AtomicInteger();

    Attendance(BreakoutPlan plan, Venue venue, LongSupplier clock) {
        this.plan = plan;
        this.venue = venue;
        this.clock = clock;
        for (int number = 0; number < plan.people(); number++) {
            attendees.add(new Attendee(number, attendees, clock));
        }
    }

    /// Waits until all are there and their media flows, and says how far they are.
    void arrive(RoomId room, Patience patience, Consumer<String> progress) throws IOException, InterruptedException {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        enter(room, attendees.getFirst());
        try (var doors = Executors.newFixedThreadPool(DOORS, Thread.ofVirtual().factory())) {
            for (Attendee attendee : attendees.subList(1, attendees.size())) {
                arriveThrough(doors, failure, () -> enter(room, attendee));
            }
            long lastNs = clock.getAsLong() + ARRIVAL.toNanos();
            while (present.size() < plan.people() && failure.get() == null && clock.getAsLong() < lastNs) {
                var _ = patience.until(() -> present.size() == plan.people() || failure.get() != null, LOOK);
                progress.accept("%d of %d are here".formatted(present.size(), plan.people()));
            }
            doors.shutdownNow();
        }
        if (present.size() < plan.people()) {
            throw new IOException(present.size() + " of " + plan.people() + " came in", failure.get());
        }
    }

    private interface Entrance {
        void enter() throws IOException, InterruptedException;
    }

    private static void arriveThrough(Executor doors, AtomicReference<@Nullable Exception> failure, Entrance entrance) {
        doors.execute(() -> {
            try {
                if (failure.get() == null) {
                    entrance.enter();
                }
            } catch (IOException | RuntimeException e) {
                failure.compareAndSet(null, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void enter(RoomId room, Attendee attendee) throws IOException, InterruptedException {
        int number = attendee.number();
        Role role = number == 0 ? Role.HOST : Role.GUEST;
        Participant participant = venue.join(venue.token(room, "Number " + number, role), attendee);
        var random = new Random(plan.seed() + number);
        long firstNs = clock.getAsLong() + random.nextLong(SPREAD_NS);
        boolean hasCamera = number % BreakoutPlan.PEOPLE_PER_CAMERA == 0;
        MediaSource voice = new Patient(begun, new MarkedVoice(firstNs, attendee::mark, random));
        MediaSource camera = hasCamera ? new Patient(begun, new MarkedCamera(firstNs, attendee::mark)) : null;
        open(participant, MediaPlan.sending(voice, camera, BreakoutPlan.VIDEO_SLOTS));
        participant.watch(HEIGHT);
        present.put(number, participant);
    }

    /// A handshake that was lost in the crush is begun again, as a page does.
    private void open(Participant participant, MediaPlan media) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                participant.open(media);
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                repeated.incrementAndGet();
            }
        }
    }

    /// From now on everybody speaks and is seen.
    void begin() {
        begun.set(true);
    }

    /// Media sessions that were opened again because the first attempt failed.
    int repeated() {
        return repeated.get();
    }

    /// Says nothing before all are there.
    private record Patient(AtomicBoolean begun, MediaSource source) implements MediaSource {
        @Override
        public void due(long nowNs, FrameSink sink) {
            if (begun.get()) {
                source.due(nowNs, sink);
            }
        }

        @Override
        public void keyFrameWanted(int layer) {
            source.keyFrameWanted(layer);
        }
    }

    Participant host() {
        return Objects.requireNonNull(present.get(0), "nobody has arrived");
    }

    List<Attendee> everybody() {
        return List.copyOf(attendees);
    }

    /// All but the host, who stays.
    List<Attendee> movers() {
        return List.copyOf(attendees.subList(1, attendees.size()));
    }

    /// How many send to each port, so are on each loop.
    Map<Integer, Long> byPort() throws IOException, InterruptedException {
        Map<Integer, Long> counts = new TreeMap<>();
        for (Participant participant : present.values()) {
            InetSocketAddress remote = participant.stats().remote();
            if (remote != null) {
                counts.merge(remote.getPort(), 1L, Long::sum);
            }
        }
        return counts;
    }

    /// Packets that never came, over all.
    long missing() throws IOException, InterruptedException {
        long missing = 0;
        for (Participant participant : present.values()) {
            missing += participant.stats().missing();
        }
        return missing;
    }

    @Override
    public void close() {
        present.values().forEach(Participant::close);
    }
}
