package dev.parley.signaling.rooms;

import dev.parley.protocol.meeting.RoomSettings;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.board.Board;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A room at one version. Immutable. Participants and those who wait are in the order of their arrival.
public record RoomState(
        RoomId id,
        long version,
        boolean closed,
        RoomMeta meta,
        Map<ParticipantId, Participant> participants,
        Map<ParticipantId, Participant> waiting,
        Board board,
        @Nullable Breakouts breakouts) {
    private static final Comparator<Participant> BY_ARRIVAL =
            Comparator.comparingLong(it -> it.stay().order());

    public RoomState {
        participants = Collections.unmodifiableMap(participants);
        waiting = Collections.unmodifiableMap(waiting);
    }

    /// The room before anything happened in it.
    public static RoomState absent(RoomId id) {
        RoomMeta meta = RoomMeta.fresh(null, Instant.EPOCH, RoomSettings.STANDARD);
        return new RoomState(id, 0, false, meta, Map.of(), Map.of(), Board.EMPTY, null);
    }

    /// The room after it was closed at this version. Whoever comes now begins it anew, at higher versions.
    public static RoomState ended(RoomId id, long version) {
        RoomState nothing = absent(id);
        return new RoomState(
                id,
                version,
                true,
                nothing.meta(),
                nothing.participants(),
                nothing.waiting(),
                nothing.board(),
                nothing.breakouts());
    }

    /// People as a store keeps them, in no order, in the order in which they came.
    public static Map<ParticipantId, Participant> inOrder(Collection<Participant> everyone) {
        Map<ParticipantId, Participant> ordered = new LinkedHashMap<>();
        everyone.stream().sorted(BY_ARRIVAL).forEach(it -> ordered.put(it.id(), it));
        return ordered;
    }

    public boolean exists() {
        return version > 0 && !closed;
    }

    public RoomSettings settings() {
        return meta.settings();
    }

    public Optional<Participant> participant(ParticipantId who) {
        return Optional.ofNullable(participants.get(who));
    }

    public Optional<Participant> waiting(ParticipantId who) {
        return Optional.ofNullable(waiting.get(who));
    }

    public boolean has(ParticipantId who) {
        return participants.containsKey(who);
    }

    /// Somebody who is in, or waits.
    public Optional<Participant> anyone(ParticipantId who) {
        return participant(who).or(() -> waiting(who));
    }

    /// Those who are in, and those who wait.
    public Stream<Participant> everyone() {
        return Stream.concat(participants.values().stream(), waiting.values().stream());
    }

    public boolean isEmpty() {
        return participants.isEmpty() && waiting.isEmpty();
    }

    /// There is at most one.
    public Optional<Participant> host() {
        return participants.values().stream()
                .filter(it -> it.role() == Role.HOST)
                .findFirst();
    }

    public int viewers() {
        return (int) participants.values().stream()
                .filter(it -> it.role() == Role.VIEWER)
                .count();
    }

    /// Where somebody is in the waiting room, from 1.
    public int placeInLine(ParticipantId who) {
        return List.copyOf(waiting.keySet()).indexOf(who) + 1;
    }

    public RoomState apply(List<RoomEvent> events) {
        RoomState state = this;
        for (RoomEvent event : events) {
            state = state.apply(event);
        }
        return state;
    }

    public RoomState apply(RoomEvent event) {
        return RoomChange.apply(this, event).at(version + 1);
    }

    // --- the next state, but for its version -------------------------------------------------------------------

    private RoomState at(long newVersion) {
        return new RoomState(id, newVersion, closed, meta, participants, waiting, board, breakouts);
    }

    RoomState with(RoomMeta now) {
        return new RoomState(id, version, closed, now, participants, waiting, board, breakouts);
    }

    RoomState with(Board now) {
        return new RoomState(id, version, closed, meta, participants, waiting, now, breakouts);
    }

    RoomState with(@Nullable Breakouts now) {
        return new RoomState(id, version, closed, meta, participants, waiting, board, now);
    }

    RoomState with(Participant participant) {
        var more = new LinkedHashMap<>(participants);
        more.put(participant.id(), participant);
        return withParticipants(more);
    }

    RoomState without(ParticipantId who) {
        var fewer = new LinkedHashMap<>(participants);
        fewer.remove(who);
        return withParticipants(fewer);
    }

    RoomState withParticipants(Map<ParticipantId, Participant> now) {
        return new RoomState(id, version, closed, meta, now, waiting, board, breakouts);
    }

    RoomState withWaiting(Participant participant) {
        var more = new LinkedHashMap<>(waiting);
        more.put(participant.id(), participant);
        return new RoomState(id, version, closed, meta, participants, more, board, breakouts);
    }

    RoomState withoutWaiting(ParticipantId who) {
        var fewer = new LinkedHashMap<>(waiting);
        fewer.remove(who);
        return new RoomState(id, version, closed, meta, participants, fewer, board, breakouts);
    }

    /// Somebody who is in, or waits.
    RoomState changed(ParticipantId who, UnaryOperator<Participant> change) {
        if (has(who)) {
            return with(change.apply(participants.get(who)));
        }
        Participant before = waiting.get(who);
        if (before == null) {
            throw new IllegalStateException(who + " is not in " + id + " at version " + version);
        }
        return withWaiting(change.apply(before));
    }
}
