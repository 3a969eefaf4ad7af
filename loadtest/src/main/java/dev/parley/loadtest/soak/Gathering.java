package dev.parley.loadtest.soak;

import dev.parley.loadtest.meeting.Flow;
import dev.parley.loadtest.meeting.Participant;
import dev.parley.loadtest.meeting.Slots;
import dev.parley.loadtest.soak.SlotWatch.Look;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// All seats, each on a thread of its own, and a look over all their slots.
final class Gathering {
    /// An odd number near 2^64 divided by the golden ratio: seeds of neighbouring seats have nothing in common.
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final List<Seat> seats = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final SlotWatch watch = new SlotWatch();

    Gathering(Seat.Hall hall, int count, long seed) {
        for (int i = 0; i < count; i++) {
            Seat seat = new Seat("Seat " + i, hall, new Random(seed + i * SPREAD));
            seats.add(seat);
            threads.add(Thread.ofVirtual().name("seat-" + i).unstarted(seat));
        }
    }

    void begin() {
        threads.forEach(Thread::start);
    }

    /// Waits until everybody has left.
    void end() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    int present() {
        return (int) seats.stream().filter(seat -> seat.visitor() != null).count();
    }

    /// One line for each slot that has become stuck.
    List<String> stuck(long nowNs) {
        Map<ParticipantId, Seat> publishers = new HashMap<>();
        for (Seat seat : seats) {
            Participant visitor = seat.visitor();
            if (visitor != null) {
                publishers.put(visitor.id(), seat);
            }
        }
        Map<SlotWatch.Key, Look> looks = new HashMap<>();
        for (Seat seat : seats) {
            Participant receiver = seat.visitor();
            if (receiver != null) {
                receiver.slots().all().values().forEach(shown -> add(looks, receiver, shown, publishers));
            }
        }
        return watch.look(looks, nowNs).stream()
                .map(key ->
                        "slot %s, %s, %s, %s".formatted(key.mid(), key.receiver(), looks.get(key), told(key, nowNs)))
                .toList();
    }

    /// What the receiver was told of the slot, and what came.
    private String told(SlotWatch.Key key, long nowNs) {
        for (Seat seat : seats) {
            Participant receiver = seat.visitor();
            Slots.Shown shown =
                    receiver == null || !key.receiver().startsWith(receiver.id().toString())
                            ? null
                            : receiver.slots().all().get(key.mid());
            if (receiver != null && shown != null) {
                Flow flow = receiver.flow(key.mid(), key.csrc());
                return "layer %s, told %d ms ago, %d packets and %d key frames came"
                        .formatted(
                                shown.view().layer(),
                                (nowNs - shown.sinceNs()) / 1_000_000,
                                flow.packets(),
                                flow.keyFrames());
            }
        }
        return "gone meanwhile";
    }

    private static void add(
            Map<SlotWatch.Key, Look> looks,
            Participant receiver,
            Slots.Shown shown,
            Map<ParticipantId, Seat> publishers) {
        Source source = shown.view().source();
        ParticipantId from = shown.view().participant();
        Seat publisher = from == null ? null : publishers.get(from);
        Participant playing = playing(publisher, source);
        if (source == null || playing == null) {
            return;
        }
        String mid = shown.view().mid();
        boolean heldBack = !source.isAudio() && shown.view().layer() == null; // visitors play in layers
        looks.put(
                new SlotWatch.Key(receiver.id() + " <- " + from + " " + source.word(), mid, shown.csrc()),
                new Look(receiver.flow(mid, shown.csrc()).frames(), playing.played(source), heldBack));
    }

    /// The visitor who lets this source be received; null when nobody does.
    private static @Nullable Participant playing(@Nullable Seat publisher, @Nullable Source source) {
        return publisher != null && source != null && publisher.sends(source) ? publisher.visitor() : null;
    }
}
