package dev.parley.media.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.NodeId;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Writes down what is said of links, and waits for it.
final class Listener implements Ears {
    /// For a machine that is busy with other things.
    static final int PATIENCE_SECONDS = 20;

    sealed interface Word {}

    record Connected(Connection connection) implements Word {}

    record Failed(NodeId peer, Failure why) implements Word {}

    record Accepted(Connection connection) implements Word {}

    record Heard(LinkFrame frame) implements Word {}

    record Closed(Connection connection, Ending how) implements Word {}

    private final BlockingQueue<Word> words = new LinkedBlockingQueue<>();

    @Override
    public void connected(Connection connection) {
        words.add(new Connected(connection));
    }

    @Override
    public void failed(NodeId peer, Failure why) {
        words.add(new Failed(peer, why));
    }

    @Override
    public void accepted(Connection connection) {
        words.add(new Accepted(connection));
    }

    @Override
    public void frame(Connection connection, LinkFrame frame) {
        words.add(new Heard(frame));
    }

    @Override
    public void closed(Connection connection, Ending how) {
        words.add(new Closed(connection, how));
    }

    Word next() {
        try {
            return Objects.requireNonNull(
                    words.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "nothing was said for " + PATIENCE_SECONDS + " s");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    <W extends Word> W next(Class<W> kind) {
        Word word = next();
        assertThat(word).isInstanceOf(kind);
        return kind.cast(word);
    }

    LinkFrame heard() {
        return next(Heard.class).frame();
    }

    Ending ended() {
        return next(Closed.class).how();
    }

    boolean isSilent() {
        return words.isEmpty();
    }
}
