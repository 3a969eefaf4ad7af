package dev.parley.signaling.live;

import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.store.MediaRef;
import dev.parley.signaling.store.RoomStore;
import dev.parley.signaling.store.StoreUnavailable;
import dev.parley.signaling.store.Versioned;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A store whose commands fail while it is away, whereas its news may be back already: a real one has a
/// connection for each, and which returns first cannot be arranged.
final class AwayStore implements RoomStore {
    private RoomStore store;
    private boolean away;

    AwayStore(RoomStore store) {
        this.store = store;
    }

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    /// A replica, or a machine that has lost its disk.
    void comeBackAs(RoomStore other) {
        store = other;
        away = false;
    }

    private RoomStore reached() {
        if (away) {
            throw new StoreUnavailable(new IOException("away"));
        }
        return store;
    }

    @Override
    public RoomState load(RoomId room) {
        return reached().load(room);
    }

    @Override
    public boolean append(RoomState before, List<RoomEvent> events, RoomState after) {
        return reached().append(before, events, after);
    }

    @Override
    public boolean restore(RoomState copy) {
        return reached().restore(copy);
    }

    @Override
    public Optional<List<Versioned>> since(RoomId room, long version) {
        return reached().since(room, version);
    }

    @Override
    public void publish(RoomId room, Notice notice) {
        reached().publish(room, notice);
    }

    @Override
    public Subscription subscribe(RoomId room, Listener listener) {
        // The news of a store that is away do not arrive; what a test wants heard, it says itself.
        return () -> {};
    }

    @Override
    public void putMedia(RoomId room, ParticipantId who, MediaRef media) {
        reached().putMedia(room, who, media);
    }

    @Override
    public Optional<MediaRef> media(RoomId room, ParticipantId who) {
        return reached().media(room, who);
    }

    @Override
    public Map<ParticipantId, MediaRef> media(RoomId room) {
        return reached().media(room);
    }

    @Override
    public void carried(RoomId room, @Nullable NodeId from, Map<ParticipantId, MediaRef> media) {
        reached().carried(room, from, media);
    }

    @Override
    public void touch(RoomId room) {
        reached().touch(room);
    }

    @Override
    public List<RoomId> list(String after, int limit) {
        return reached().list(after, limit);
    }
}
