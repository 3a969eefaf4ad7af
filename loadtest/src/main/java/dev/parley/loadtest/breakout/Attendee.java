package dev.parley.loadtest.breakout;

import dev.parley.loadtest.meeting.ParticipantListener;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.rtc.client.receive.SlotPacket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What one participant is told and receives: when, and from where.
final class Attendee implements ParticipantListener {
    /// A packet whose sender was elsewhere, as the two of them knew then.
    ///
    /// @param slot it came in
    /// @param repaired it came as a retransmission
    record Stray(Mark mark, String slot, boolean repaired, long arrivedNs) {}

    private final int number;
    private final List<Attendee> all;
    private final LongSupplier clock;
    private final Journey journey = new Journey();
    private final Map<Integer, Long> firstSoundNs = new ConcurrentHashMap<>();
    private final Map<Integer, Long> firstPictureNs = new ConcurrentHashMap<>();
    private final Map<String, Long> broadcastsNs = new ConcurrentHashMap<>();
    private final Queue<Stray> strays = new ConcurrentLinkedQueue<>();
    private final AtomicLong packets = new AtomicLong();
    private final AtomicLong unmarked = new AtomicLong();
    private volatile @Nullable String ended;

    /// @param all attendees by their numbers, this one among them
    Attendee(int number, List<Attendee> all, LongSupplier clock) {
        this.number = number;
        this.all = all;
        this.clock = clock;
    }

    /// For a packet sent now.
    Mark mark(long nowNs) {
        return new Mark(number, journey.change(), nowNs);
    }

    @Override
    public void heard(ServerMessage message) {
        switch (message) {
            case ServerMessage.BreakoutAssigned(var _, var breakout, var _) ->
                journey.told(Optional.ofNullable(breakout).map(it -> it.id()), clock.getAsLong());
            case ServerMessage.BroadcastSent(var _, var _, var text, var _) ->
                broadcastsNs.putIfAbsent(text, clock.getAsLong());
            case ServerMessage.MediaClosed(var why) -> ended = "media closed: " + why;
            case ServerMessage _ -> {} // nothing that is measured
        }
    }

    @Override
    public void ended(String why) {
        ended = "the socket ended: " + why;
    }

    @Override
    public void packet(SlotPacket packet) {
        packets.incrementAndGet();
        Mark mark = Mark.read(packet);
        if (mark == null || mark.sender() < 0 || mark.sender() >= all.size()) {
            unmarked.incrementAndGet();
            return;
        }
        int change = journey.change();
        if (!all.get(mark.sender()).journey.place(mark.change()).equals(journey.place(change))) {
            strays.add(new Stray(
                    mark,
                    (packet.audio() ? "sound " : "picture ") + packet.mid(),
                    packet.repaired(),
                    packet.arrivedNs()));
        } else if (mark.change() == change) {
            (packet.audio() ? firstSoundNs : firstPictureNs).putIfAbsent(change, packet.arrivedNs());
        }
    }

    int number() {
        return number;
    }

    Journey journey() {
        return journey;
    }

    /// When the first sound came that was sent after this change by somebody in the same place.
    Optional<Long> firstSoundNs(int change) {
        return Optional.ofNullable(firstSoundNs.get(change));
    }

    Optional<Long> firstPictureNs(int change) {
        return Optional.ofNullable(firstPictureNs.get(change));
    }

    /// When a broadcast of this text came.
    Optional<Long> broadcastNs(String text) {
        return Optional.ofNullable(broadcastsNs.get(text));
    }

    Queue<Stray> strays() {
        return strays;
    }

    long packets() {
        return packets.get();
    }

    /// Packets that carry no mark: none of ours.
    long unmarked() {
        return unmarked.get();
    }

    /// What ended that should not have.
    Optional<String> trouble() {
        return Optional.ofNullable(ended);
    }
}
