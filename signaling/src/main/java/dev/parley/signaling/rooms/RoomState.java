package dev.parley.signaling.rooms;

import dev.parley.protocol.client.RoomView;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A room at one version. Immutable. Participants are in the order of their arrival.
public record RoomState(
        RoomId id,
        @Nullable String name,
        Instant createdAt,
        long version,
        boolean closed,
        Map<ParticipantId, Participant> participants) {
    public RoomState {
        participants = Collections.unmodifiableMap(participants);
    }

    /// The room before anything happened in it.
    public static RoomState absent(RoomId id) {
        return new RoomState(id, null, Instant.EPOCH, 0, false, Map.of());
    }

    /// As kept in a store, in no order.
    public static RoomState of(
            RoomId id, @Nullable String name, Instant createdAt, long version, Collection<Participant> everyone) {
        Map<ParticipantId, Participant> ordered = new LinkedHashMap<>();
        everyone.stream()
                .sorted(Comparator.comparing(Participant::joinedAt)
                        .thenComparing(it -> it.id().value()))
                .forEach(it -> ordered.put(it.id(), it));
        return new RoomState(id, name, createdAt, version, false, ordered);
    }

    public boolean exists() {
        return version > 0 && !closed;
    }

    public Optional<Participant> participant(ParticipantId who) {
        return Optional.ofNullable(participants.get(who));
    }

    public boolean has(ParticipantId who) {
        return participants.containsKey(who);
    }

    public long hosts() {
        return participants.values().stream()
                .filter(it -> it.role() == Role.HOST)
                .count();
    }

    public RoomView view() {
        return new RoomView(
                id,
                name,
                createdAt,
                version,
                participants.values().stream().map(Participant::view).toList());
    }

    public RoomState apply(List<RoomEvent> events) {
        RoomState state = this;
        for (RoomEvent event : events) {
            state = state.apply(event);
        }
        return state;
    }

    public RoomState apply(RoomEvent event) {
        return switch (event) {
            case RoomEvent.Created(var _, var newName, var at) ->
                new RoomState(id, newName, at, version + 1, false, Map.of());
            case RoomEvent.Joined(var participant) -> with(participant);
            case RoomEvent.Left(var who, var _, var _) -> without(who);
            case RoomEvent.Reconnected(var who, var connection, var resumeHash) ->
                changed(who, it -> it.withConnection(connection, resumeHash));
            case RoomEvent.Disconnected(var who) -> changed(who, it -> it.withConnection(null, it.resumeHash()));
            case RoomEvent.TrackChanged(var who, var source, var active, var muted, var _) ->
                changed(who, it -> it.withTrack(source, active, muted));
            case RoomEvent.Renamed(var who, var newName) -> changed(who, it -> it.withName(newName));
            case RoomEvent.HandChanged(var who, var since) -> changed(who, it -> it.withHand(since));
            case RoomEvent.RoleChanged(var who, var role) -> changed(who, it -> it.withRole(role));
            case RoomEvent.Chatted _ -> next(participants);
            case RoomEvent.Closed _ -> new RoomState(id, name, createdAt, version + 1, true, Map.of());
        };
    }

    private RoomState with(Participant participant) {
        var more = new LinkedHashMap<>(participants);
        more.put(participant.id(), participant);
        return next(more);
    }

    private RoomState without(ParticipantId who) {
        var fewer = new LinkedHashMap<>(participants);
        fewer.remove(who);
        return next(fewer);
    }

    private RoomState changed(ParticipantId who, UnaryOperator<Participant> change) {
        Participant before = participants.get(who);
        if (before == null) {
            throw new IllegalStateException(who + " is not in " + id + " at version " + version);
        }
        return with(change.apply(before));
    }

    private RoomState next(Map<ParticipantId, Participant> everyone) {
        return new RoomState(id, name, createdAt, version + 1, closed, everyone);
    }
}
