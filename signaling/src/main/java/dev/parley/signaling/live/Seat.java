package dev.parley.signaling.live;

import dev.parley.protocol.client.ServerMessage;
import dev.parley.signaling.store.MediaRef;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A participant whose socket is at this instance, and where its media session is.
public final class Seat {
    private final Connection connection;
    private final AtomicReference<@Nullable MediaRef> media = new AtomicReference<>();

    Seat(Connection connection) {
        this.connection = connection;
    }

    public Connection connection() {
        return connection;
    }

    public Optional<MediaRef> media() {
        return Optional.ofNullable(media.get());
    }

    public void media(@Nullable MediaRef now) {
        media.set(now);
    }

    /// Told once, however many notice that the session is gone.
    public void mediaClosed(MediaRef gone, String reason) {
        if (media.compareAndSet(gone, null)) {
            connection.tell(new ServerMessage.MediaClosed(reason));
        }
    }
}
