package dev.parley.loadtest.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.loadtest.meeting.MediaPlan;
import dev.parley.loadtest.recording.Recording;
import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ParticipantView;
import dev.parley.protocol.meeting.BreakoutAssignment;
import dev.parley.protocol.meeting.BreakoutChoice;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.telling.Views;
import dev.parley.signaling.store.StoreUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A meeting of thirty, spread over the town: a host, a co-host, two viewers, some in a breakout, eight who
/// are heard and seen; and a host who is never idle.
final class Gathering implements AutoCloseable {
    private static final int PEOPLE = 30;
    private static final int SEEN = 8;
    private static final int VIDEO_SLOTS = 3;
    private static final int IN_BREAKOUT = 6;
    private static final Duration PACE = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(30);
    /// Of the messages that a room keeps, so that none is forgotten while it is counted.
    private static final int MESSAGES = RoomLimits.CHAT_HISTORY - 10;

    private final Town town;
    private final RoomId room;
    private final List<Regular> people = new ArrayList<>();
    private final RandomGenerator random;
    private final ReentrantLock atWork = new ReentrantLock(true);
    private final List<String> failures = new ArrayList<>();
    private int written;
    private int deeds;
    private volatile boolean over;

    /// What nobody may lose.
    record Standing(ParticipantId id, Role role, @Nullable BreakoutId breakout) {}

    Gathering(Town town, RoomId room, RandomGenerator random) {
        this.town = town;
        this.room = room;
        this.random = random;
    }

    void gather() throws IOException, InterruptedException {
        for (int i = 0; i < PEOPLE; i++) {
            Role role =
                    switch (i) {
                        case 0 -> Role.HOST;
                        case 1 -> Role.COHOST;
                        case 28, 29 -> Role.VIEWER;
                        default -> Role.GUEST;
                    };
            Regular regular = new Regular(town, room, "person" + i, role, i % Town.INSTANCES);
            people.add(regular);
            boolean seen = i >= 2 && i < 2 + SEEN;
            regular.open(
                    seen
                            ? MediaPlan.playing(Recording.standard(), VIDEO_SLOTS, i * 10_000_000L)
                            : MediaPlan.watching(VIDEO_SLOTS));
            if (seen) {
                regular.participant().speak(20 + i);
            }
        }
        List<BreakoutAssignment> dealt = IntStream.range(SEEN, SEEN + IN_BREAKOUT)
                .mapToObj(i -> new BreakoutAssignment(people.get(i).id(), i % 2))
                .toList();
        insist(id -> new ClientAsk.OpenBreakouts(id, List.of("A", "B"), BreakoutChoice.MANUAL, dealt, null));
    }

    List<Regular> people() {
        return people;
    }

    List<Regular> at(int instance) {
        return people.stream().filter(it -> it.instance() == instance).toList();
    }

    private Regular host() {
        return people.getFirst();
    }

    // --- the host ----------------------------------------------------------------------------------------------

    Gathering work() {
        Thread.ofVirtual().start(() -> {
            try {
                while (!over) {
                    town.patience().pass(PACE);
                    inPeace(this::deed);
                }
            } catch (Exception e) {
                failures.add(e.toString());
            }
        });
        return this;
    }

    @FunctionalInterface
    interface Look {
        void look() throws Exception;
    }

    /// Between two deeds of the host.
    void inPeace(Look look) throws Exception {
        atWork.lock();
        try {
            look.look();
        } finally {
            atWork.unlock();
        }
    }

    int deeds() {
        return deeds;
    }

    private void deed() throws InterruptedException {
        if (over) {
            return;
        }
        ParticipantId whom = people.get(2 + random.nextInt(SEEN)).id();
        switch (deeds++ % 4) {
            case 0 -> insist(id -> new ClientAsk.RenameOther(id, whom, "called " + deeds));
            case 1 -> insist(id -> new ClientAsk.Spotlight(id, whom));
            case 2 -> insist(id -> new ClientAsk.MuteOther(id, whom, Source.MICROPHONE));
            default -> insist(id -> new ClientAsk.LowerHand(id, whom));
        }
        if (written < MESSAGES) {
            write(Integer.toString(++written));
        }
    }

    private void insist(Function<String, ClientAsk> words) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(100).toNanos();
        while (!over && !host().asks(words)) {
            if (System.nanoTime() > until) {
                failures.add("the host could not do it: " + words.apply("?"));
                return;
            }
        }
    }

    /// As a person does who got no answer: looks whether it is there before writing it again. To be sure of
    /// that, they first do what does no harm twice.
    private void write(String text) throws InterruptedException {
        while (!over && !host().asks(id -> new ClientAsk.Chat(id, text, null))) {
            insist(id -> new ClientAsk.RaiseHand(id, false));
            if (host().read().contains(text)) {
                return;
            }
        }
    }

    // --- what holds --------------------------------------------------------------------------------------------

    RoomState stored() {
        return town.stores().rooms().load(room);
    }

    Map<String, Standing> standing() {
        RoomState now = stored();
        var standing = new HashMap<String, Standing>();
        for (Regular it : people) {
            now.participant(it.id())
                    .ifPresent(them -> standing.put(it.name(), new Standing(them.id(), them.role(), them.breakout())));
        }
        return standing;
    }

    /// Milliseconds until every client's view was the store's; throws after half a minute, and tells whose
    /// was not.
    long converges() throws InterruptedException {
        long start = System.nanoTime();
        if (!town.patience().until(this::isOfOneMind, SOON)) {
            RoomState now = stored();
            throw new AssertionError("still differing from the store at version " + now.version() + ": "
                    + differing(now).stream()
                            .map(it -> it.name() + " at " + it.instance())
                            .toList() + "\n"
                    + town.logs());
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private boolean isOfOneMind() {
        try {
            return differing(stored()).isEmpty();
        } catch (StoreUnavailable _) {
            return false;
        }
    }

    private List<Regular> differing(RoomState now) {
        return people.stream().filter(it -> !agrees(it, now)).toList();
    }

    private static boolean agrees(Regular it, RoomState now) {
        return it.isIn()
                && now.participant(it.id())
                        .map(me -> known(now, me).equals(it.participant().people()))
                        .orElse(false);
    }

    private static Map<ParticipantId, ParticipantView> known(RoomState now, Participant me) {
        return Views.of(now, me).participants().stream()
                .collect(Collectors.toMap(ParticipantView::id, Function.identity()));
    }

    /// All that was written was read by everybody in the main room, once and in order.
    void hasRead() {
        assertThat(failures).isEmpty();
        List<String> all =
                IntStream.rangeClosed(1, written).mapToObj(Integer::toString).toList();
        for (Regular it : List.of(people.get(1), people.get(3), people.get(20), people.getLast())) {
            assertThat(it.read()).as("what %s read", it.name()).isEqualTo(all);
        }
    }

    /// The longest that anybody has waited for a frame since the last time this was asked.
    long longestWaitMs() {
        long longest =
                watching().stream().mapToLong(Regular::longestWaitMs).max().orElseThrow();
        people.forEach(Regular::countAnew);
        return longest;
    }

    /// Whether this one is in the main room, where somebody is always seen.
    static boolean isWatching(int person) {
        return person < SEEN || person >= SEEN + IN_BREAKOUT;
    }

    private List<Regular> watching() {
        return IntStream.range(0, PEOPLE)
                .filter(Gathering::isWatching)
                .mapToObj(people::get)
                .toList();
    }

    @Override
    public void close() {
        over = true;
        people.forEach(Regular::leave);
    }
}
