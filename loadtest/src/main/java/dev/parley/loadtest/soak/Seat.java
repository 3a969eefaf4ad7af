package dev.parley.loadtest.soak;

import dev.parley.loadtest.meeting.MediaPlan;
import dev.parley.loadtest.meeting.Participant;
import dev.parley.loadtest.meeting.ParticipantListener;
import dev.parley.loadtest.meeting.SlotFrame;
import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.recording.Recording;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A place that one visitor after the other takes, each by a script of their own. Runs on a virtual thread.
final class Seat implements Runnable {
    private static final int VIDEO_SLOTS = 9;
    private static final long FRAME_SPREAD_NS = 1_000_000_000;

    /// What all seats share.
    ///
    /// @param open false: nobody comes in any more, and who is here leaves
    /// @param trouble takes one line for everything that should not have happened
    record Hall(Venue venue, Recording recording, int rooms, Doors open, Totals totals, Consumer<String> trouble) {}

    /// Whether visitors still come.
    interface Doors {
        boolean isOpen();
    }

    /// What all visitors together have done.
    record Totals(AtomicLong visits, AtomicLong frames, AtomicLong lostPackets) {
        static Totals zero() {
            return new Totals(new AtomicLong(), new AtomicLong(), new AtomicLong());
        }
    }

    private final String name;
    private final Hall hall;
    private final RandomGenerator random;
    private final Set<Source> muted = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Participant visitor;

    Seat(String name, Hall hall, RandomGenerator random) {
        this.name = name;
        this.hall = hall;
        this.random = random;
    }

    /// Who sits here now, once their media flows.
    @Nullable
    Participant visitor() {
        return visitor;
    }

    /// Whether the visitor lets this source be heard or seen.
    boolean sends(Source source) {
        return !muted.contains(source);
    }

    @Override
    public void run() {
        try (Patience patience = new Patience()) {
            while (hall.open().isOpen()) {
                Script script = Script.next(random, hall.rooms());
                pause(patience, script.delayMs());
                visit(script, patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void visit(Script script, Patience patience) throws InterruptedException {
        RoomId room = new RoomId("soak-" + script.room());
        Deed now = new Deed.Wait(0);
        Participant guest = null;
        try {
            String token = hall.venue().token(room, name, Role.GUEST);
            guest = hall.venue().join(token, new Counter());
            muted.clear();
            guest.open(plan());
            visitor = guest;
            hall.totals().visits().incrementAndGet();
            for (Deed deed : script.deeds()) {
                now = deed;
                if (hall.open().isOpen()) {
                    act(guest, deed, patience);
                }
            }
            hall.totals().lostPackets().addAndGet(guest.stats().missing());
            visitor = null;
            end(guest, script.deeds().getLast());
        } catch (IOException | RuntimeException e) {
            hall.trouble().accept(name + " in " + room + ", " + now + ": " + e);
        } finally {
            visitor = null;
            if (guest != null) {
                guest.close();
            }
        }
    }

    private void end(Participant guest, Deed last) throws IOException, InterruptedException {
        String lost = guest.mediaLost();
        if (lost != null) {
            hall.trouble().accept(name + ": media lost: " + lost);
        }
        if (last instanceof Deed.Vanish) {
            guest.close();
        } else {
            guest.leave();
        }
    }

    private MediaPlan plan() {
        return MediaPlan.playing(hall.recording(), VIDEO_SLOTS, random.nextLong(FRAME_SPREAD_NS));
    }

    private void act(Participant guest, Deed deed, Patience patience) throws IOException, InterruptedException {
        switch (deed) {
            case Deed.Wait(var ms) -> pause(patience, ms);
            case Deed.Mute(var source, var silent) -> mute(guest, source, silent);
            case Deed.Speak(var level) -> guest.speak(level);
            case Deed.Watch(var height) -> guest.watch(height);
            case Deed.Chat(var text) -> guest.chat(text);
            case Deed.RaiseHand(var raised) -> guest.raiseHand(raised);
            case Deed.Reconnect _ -> guest.reconnect();
            case Deed.Reopen _ -> {
                visitor = null; // between two sessions nothing is announced or sent
                guest.open(plan());
                guest.watch(180);
                visitor = guest;
            }
            case Deed.Leave _, Deed.Vanish _ -> {} // at the end
        }
    }

    /// The watch over slots must not expect what the node already withholds.
    private void mute(Participant guest, Source source, boolean silent) throws IOException, InterruptedException {
        if (silent) {
            muted.add(source);
            guest.mute(source, true);
        } else {
            guest.mute(source, false);
            muted.remove(source);
        }
    }

    private void pause(Patience patience, long ms) throws InterruptedException {
        var _ = patience.until(() -> !hall.open().isOpen(), Duration.ofMillis(ms));
    }

    private final class Counter implements ParticipantListener {
        @Override
        public void frame(SlotFrame frame) {
            hall.totals().frames().incrementAndGet();
        }
    }
}
