package dev.parley.signaling.live;

import dev.parley.protocol.client.ServerMessage;
import dev.parley.room.NodeId;
import dev.parley.signaling.store.MediaRef;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A participant, or somebody who waits, whose socket is at this instance, and where their media session is.
public final class Seat {
    private final Connection connection;
    private final Welcome welcome;
    private final long version;
    private final AtomicReference<@Nullable MediaRef> media = new AtomicReference<>();
    private ServerMessage.@Nullable WaitingChanged lastWait;

    /// @param version of the room that its first message shows
    Seat(Connection connection, Welcome welcome, long version) {
        this.connection = connection;
        this.welcome = welcome;
        this.version = version;
    }

    public Connection connection() {
        return connection;
    }

    /// Whether it does not know this version of the room from its first message.
    boolean isNews(long now) {
        return now > version;
    }

    Welcome welcome() {
        return welcome;
    }

    /// One who waits is told where in the line they are, when that has changed. Called with the room's lock
    /// held.
    void waits(int place, @Nullable String message) {
        var now = new ServerMessage.WaitingChanged(place, message);
        if (!now.equals(lastWait)) {
            boolean first = lastWait == null; // was told by the answer to the join
            lastWait = now;
            if (!first) {
                connection.tell(now);
            }
        }
    }

    public Optional<MediaRef> media() {
        return Optional.ofNullable(media.get());
    }

    public void media(@Nullable MediaRef now) {
        media.set(now);
    }

    /// The session has gone to where `now` says: from this node, or from wherever it was when absent.
    public void carried(@Nullable NodeId from, MediaRef now) {
        MediaRef held = media.get();
        if (held != null
                && held.session().equals(now.session())
                && (from == null || held.node().equals(from))) {
            media.compareAndSet(held, now);
        }
    }

    /// Told once, however many notice that the session is gone.
    public void mediaClosed(MediaRef gone, String reason) {
        if (media.compareAndSet(gone, null)) {
            connection.tell(new ServerMessage.MediaClosed(reason));
        }
    }
}
