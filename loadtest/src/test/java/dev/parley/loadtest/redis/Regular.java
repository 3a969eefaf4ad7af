package dev.parley.loadtest.redis;

import dev.parley.loadtest.meeting.MediaPlan;
import dev.parley.loadtest.meeting.Participant;
import dev.parley.loadtest.meeting.ParticipantListener;
import dev.parley.loadtest.meeting.RefusedException;
import dev.parley.loadtest.meeting.SlotFrame;
import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.rtc.client.WireTap;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// A participant who comes back by itself to the next instance whenever its socket is lost, and keeps what
/// it read and how long its longest wait for a frame was.
final class Regular implements ParticipantListener {
    private static final int BACK_OFF_MS = 200;
    private static final int BACK_OFF_AT_MOST_MS = 2_000;

    private final String name;
    private final Town town;
    private final Participant participant;
    private final ParticipantId first;
    private final AtomicLong lastFrameNs = new AtomicLong();
    private final AtomicLong longestNs = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();

    // Guarded by this.
    private final List<String> read = new ArrayList<>();
    private final int step;
    private int at;
    private boolean away;
    private boolean over;

    Regular(Town town, RoomId room, String name, Role role, int at) throws IOException, InterruptedException {
        this.town = town;
        this.name = name;
        this.at = at;
        this.step = 1 + Math.floorMod(name.hashCode(), Town.INSTANCES - 1); // not all to the same one
        String token = town.venue(at).token(room, name, role);
        this.participant = town.venue(at).join(token, this);
        this.first = participant.id();
    }

    void open(MediaPlan plan) throws IOException, InterruptedException {
        participant.open(plan);
        participant.watch(180);
    }

    String name() {
        return name;
    }

    /// Who they were when they came first.
    ParticipantId id() {
        return first;
    }

    Participant participant() {
        return participant;
    }

    synchronized int instance() {
        return at;
    }

    /// In the meeting, as who they were.
    synchronized boolean isIn() {
        return !away && participant.id().equals(first);
    }

    synchronized List<String> read() {
        return List.copyOf(read);
    }

    /// What they ask; false when the socket was lost or the answer was no.
    boolean asks(Function<String, ClientAsk> words) throws InterruptedException {
        try {
            if (isIn()) {
                participant.command(words);
                return true;
            }
        } catch (IOException _) {
            // Refused, or the socket is gone: they see what became of it.
        }
        town.patience().pass(Duration.ofMillis(BACK_OFF_MS));
        return false;
    }

    /// The code with which this is refused; throws when it is not, or when the socket is gone.
    String refusal(Function<String, ClientAsk> words) throws IOException, InterruptedException {
        try {
            participant.command(words);
        } catch (RefusedException refused) {
            return refused.code();
        }
        throw new IOException("done");
    }

    // --- frames ------------------------------------------------------------------------------------------------

    long frames() {
        return frames.get();
    }

    /// From now on the longest wait counts anew.
    void countAnew() {
        longestNs.set(0);
    }

    /// Until the last frame, or until now if none came since.
    long longestWaitMs() {
        long since = System.nanoTime() - lastFrameNs.get();
        return TimeUnit.NANOSECONDS.toMillis(Math.max(longestNs.get(), since));
    }

    @Override
    public WireTap tap() {
        return town.keys();
    }

    @Override
    public void frame(SlotFrame frame) {
        long now = System.nanoTime();
        long before = lastFrameNs.getAndSet(now);
        frames.incrementAndGet();
        if (before != 0) {
            longestNs.accumulateAndGet(now - before, Math::max);
        }
    }

    // --- the socket --------------------------------------------------------------------------------------------

    @Override
    public void heard(ServerMessage message) {
        synchronized (this) {
            switch (message) {
                case ServerMessage.ChatAdded added -> read.add(added.message().text());
                case ServerMessage.Joined joined -> {
                    read.clear();
                    joined.chat().forEach(it -> read.add(it.text()));
                }
                case ServerMessage _ -> {} // the participant has taken note
            }
        }
    }

    @Override
    public void ended(String why) {
        synchronized (this) {
            away = true;
        }
        again(BACK_OFF_MS);
    }

    private void again(int waitMs) {
        CompletableFuture.delayedExecutor(waitMs, TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                .execute(() -> comeBack(waitMs));
    }

    private void comeBack(int waitMs) {
        int next;
        synchronized (this) {
            if (over) {
                return;
            }
            at = (at + step) % Town.INSTANCES;
            next = at;
        }
        try {
            participant.reconnect(town.venue(next));
            synchronized (this) {
                away = false;
            }
        } catch (IOException _) {
            again(Math.min(2 * waitMs, BACK_OFF_AT_MOST_MS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void leave() {
        synchronized (this) {
            over = true;
        }
        participant.close();
    }
}
