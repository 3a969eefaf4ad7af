package dev.parley.media.node;

import dev.parley.media.loop.MediaLoop;
import dev.parley.media.session.MediaSession;
import java.util.function.BiConsumer;

/// Something a session is told, carried out on whichever loop the session is by then.
///
/// @param tooLate run instead, if the session ends before
record Order(BiConsumer<MediaLoop, MediaSession> deed, Runnable tooLate) {
    static Order of(BiConsumer<MediaLoop, MediaSession> deed) {
        return new Order(deed, () -> {});
    }

    static Order close(String reason) {
        return of((media, session) -> media.close(session, reason));
    }
}
