package dev.parley.signaling.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ParticipantView;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.meeting.BreakoutView;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.store.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a host does all day: writes (numbered, so that a lost or doubled message shows), mutes, moves,
/// renames, lets people in. Each deed is insisted upon until it is seen, as a person would.
final class HostAtWork implements AutoCloseable {
    /// Below the rate at which anybody may write.
    private static final Duration PACE = Duration.ofMillis(500);
    /// None of them is forgotten while it is counted.
    private static final int MESSAGES = RoomLimits.CHAT_HISTORY - 10;

    private static final int NEWCOMERS = 6;
    private static final int A_ROUND = 6;
    private static final int RESTARTING = 1012;

    private static final String MOVED = "guest2";
    private static final String MUTED = "guest9";
    private static final String RENAMED = "guest10";

    private final BusyMeeting meeting;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ReentrantLock atIt = new ReentrantLock(true);
    private final List<Throwable> failures = new ArrayList<>();

    // Guarded by the lock.
    private int steps;
    private int written;
    private int newcomers;

    HostAtWork(BusyMeeting meeting) {
        this.meeting = meeting;
    }

    HostAtWork begin() {
        var _ = clock.scheduleWithFixedDelay(this::step, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /// Whether the host sends them about, so that where they stand is not the same before and after.
    boolean isAbout(String name) {
        return List.of(MOVED, MUTED).contains(name) || name.startsWith("newcomer");
    }

    int written() {
        return inPeace(() -> written);
    }

    List<Throwable> failures() {
        return inPeace(() -> List.copyOf(failures));
    }

    /// Until everything that a host does was done once more.
    void goOn() {
        int from = inPeace(() -> steps);
        Until.holds("the host goes on", () -> inPeace(() -> steps >= from + A_ROUND || !failures.isEmpty()));
    }

    void quietly(Runnable look) {
        inPeace(() -> {
            look.run();
            return true;
        });
    }

    private <T> T inPeace(Supplier<T> look) {
        atIt.lock();
        try {
            return look.get();
        } finally {
            atIt.unlock();
        }
    }

    private void step() {
        atIt.lock();
        try {
            if (written < MESSAGES) {
                write(host(), Integer.toString(written + 1));
                written++;
            }
            switch (steps % A_ROUND) {
                case 0 -> mute();
                case 1 -> move();
                case 2 -> rename();
                case 3 -> admit();
                case 4 -> unmute();
                default -> spotlight();
            }
            steps++;
        } catch (RuntimeException | AssertionError e) {
            failures.add(e);
        } finally {
            atIt.unlock();
        }
    }

    private Attendee host() {
        return meeting.who("host");
    }

    /// A person whose message was not confirmed looks whether it is there before writing it again. A server
    /// that stops in order does not leave them in doubt: what it did not answer was not done.
    private static void write(Attendee author, String text) {
        Until.holds(author.name() + " writes " + text, () -> {
            Optional<ServerMessage> answer = author.ask(id -> new ClientAsk.Chat(id, text, null));
            if (answer.orElse(null) instanceof ServerMessage.Reply) {
                return true;
            }
            author.awaitWelcome();
            if (answer.isPresent()) {
                assertThat(answer.get()).isInstanceOf(ServerMessage.Refused.class);
                seesAgain(author);
            }
            boolean there = author.hasRead(text);
            if (there && author.lastClose() == RESTARTING) {
                throw new AssertionError("done and not answered by a server that stopped in order: " + text);
            }
            return there;
        });
    }

    /// What the store did not confirm it may have kept all the same. What is done twice without harm is
    /// answered behind all that was done before.
    private static void seesAgain(Attendee author) {
        Until.holds(author.name() + " is served again", () -> author.isDone(id -> new ClientAsk.RaiseHand(id, false)));
    }

    private void mute() {
        ParticipantId who = meeting.who(MUTED).id();
        host().insist(
                        id -> new ClientAsk.MuteOther(id, who, Source.MICROPHONE),
                        it -> it.participant(who).tracks().getFirst().muted());
    }

    private void unmute() {
        meeting.who(MUTED)
                .insist(
                        id -> new ClientAsk.SetPublishing(id, Source.MICROPHONE, false, true),
                        it -> !it.participant(it.me()).tracks().getFirst().muted());
    }

    /// From one breakout to the other, and every third time to the main room.
    private void move() {
        ParticipantId who = meeting.who(MOVED).id();
        @Nullable
        BreakoutId to =
                steps % (3 * A_ROUND) == 1 ? null : breakouts().get(steps % 2).id();
        host().insist(
                        id -> new ClientAsk.AssignBreakout(id, who, to),
                        it -> Objects.equals(it.participant(who).breakout(), to));
    }

    private List<BreakoutView> breakouts() {
        View view = host().view().orElseThrow();
        return Objects.requireNonNull(view.room().breakouts()).breakouts();
    }

    private void rename() {
        ParticipantId who = meeting.who(RENAMED).id();
        String name = RENAMED + " " + steps;
        host().insist(
                        id -> new ClientAsk.RenameOther(id, who, name),
                        it -> it.participant(who).name().equals(name));
    }

    private void admit() {
        if (newcomers == NEWCOMERS) {
            return;
        }
        String name = "newcomer" + ++newcomers;
        ParticipantId who = meeting.come(name, "guest", name).id();
        host().insist(
                        id -> new ClientAsk.Admit(id, List.of(who)),
                        it -> it.room().participants().stream()
                                .map(ParticipantView::id)
                                .anyMatch(who::equals));
        Until.holds(name + " is in", () -> meeting.who(name).view().isPresent());
    }

    private void spotlight() {
        ParticipantId who = meeting.who("guest" + (1 + steps % 12)).id();
        host().insist(
                        id -> new ClientAsk.Spotlight(id, who),
                        it -> who.equals(it.room().spotlight()));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
