package dev.parley.media.link;

import dev.parley.room.NodeId;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A link to one other node that stands, until it has ended. One thread reads and tells the [Ears], another
/// writes.
public final class Connection implements AutoCloseable {
    /// How long whatever still waits may take to be written after [#close()].
    static final int CLOSING_MS = 1_000;

    /// From the handshake to the dialer's first frame, which it sends without waiting for anything. What
    /// the other side takes over its answer is for the dialer to judge.
    static final int FIRST_FRAME_MS = 2_000;

    /// What one TLS record holds (RFC 8446 §5.1).
    private static final int RECORD_BYTES = 16_384;

    /// Some records at once, when they come faster than they are read.
    private static final int READ_BYTES = 4 * RECORD_BYTES;

    private static final int FAREWELL_LENGTH = 0;
    /// A frame of no length: what comes to an end without it was broken. TLS has such a word too, but not
    /// one that the JDK tells apart from silence.
    private static final byte[] FAREWELL = new byte[LinkCodec.LENGTH_BYTES];

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Line line;
    private final Shop shop;
    private final Outbox outbox = new Outbox();
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

    /// What a connection is made on.
    ///
    /// @param dialed by us: so we are the holder on it
    record Line(NodeId peer, boolean dialed, Socket socket, SSLSocket tls) {}

    /// What all connections of a node have in common.
    record Shop(Ears ears, LinkCounters counters, ScheduledExecutorService guard) {}

    Connection(Line line, Shop shop) {
        this.line = line;
        this.shop = shop;
    }

    /// Who its certificate says it is.
    public NodeId peer() {
        return line.peer();
    }

    /// Whether this side has dialed, so is the holder on it.
    public boolean dialed() {
        return line.dialed();
    }

    public InetSocketAddress remote() {
        return (InetSocketAddress) line.socket().getRemoteSocketAddress();
    }

    /// Queues it behind what was queued before, and never waits; any thread may. False when the connection has
    /// ended, or ends by this: more waits than the peer will be waited for.
    public boolean send(LinkFrame frame) {
        assert ours(frame) : frame.getClass() + ": on a link that was dialed by " + (dialed() ? "us" : "the peer");
        if (ending.get() != null) {
            return false;
        }
        if (outbox.offer(LinkCodec.write(frame))) {
            shop.counters().queued(frame);
            return true;
        }
        end(Fault.OVERFLOW, "does not read");
        return false;
    }

    /// What is queued and not yet with the kernel.
    public int waitingBytes() {
        return outbox.waitingBytes();
    }

    /// Ends it when what is queued has been written, or after a second. Nothing of the peer's is told from
    /// now on but the end.
    @Override
    public void close() {
        if (ending.compareAndSet(null, Ending.CLOSED_HERE)) {
            outbox.finish(FAREWELL);
            var _ = shop.guard().schedule(this::cut, CLOSING_MS, TimeUnit.MILLISECONDS);
        }
    }

    /// Ends it now.
    void end(Fault fault, String sentence) {
        if (ending.compareAndSet(null, fault.ending())) {
            shop.counters().refused(fault);
            LOG.info("Link with {} ended, {}: {}", peer(), fault.word(), sentence);
            cut();
        }
    }

    private void end(Ending how) {
        ending.compareAndSet(null, how);
        cut();
    }

    /// Wakes both threads. Of the socket below TLS, whose closing never waits.
    private void cut() {
        outbox.discard();
        NodeLinks.close(line.socket());
    }

    /// The life of the connection, on the thread that made it.
    ///
    /// @param proved runs when the peer has said who it is
    void live(Runnable proved) {
        shop.counters().opened(dialed());
        Thread.ofPlatform().daemon().name("parley-link-out-" + peer()).start(this::write);
        try {
            tellOpened();
            if (dialed()) {
                read(proved);
            } else {
                var silence = shop.guard()
                        .schedule(
                                () -> end(Fault.SLOW, "has not said who it is"), FIRST_FRAME_MS, TimeUnit.MILLISECONDS);
                read(() -> {
                    silence.cancel(false);
                    proved.run();
                });
            }
        } catch (RuntimeException mistake) {
            LOG.error("Link with {}: whoever listened failed", peer(), mistake);
            end(Fault.LISTENER_FAILED, mistake.getClass().getSimpleName());
        } finally {
            end(Ending.BROKEN);
            tellClosed();
        }
    }

    private void tellOpened() {
        if (dialed()) {
            shop.ears().connected(this);
        } else {
            shop.ears().accepted(this);
        }
    }

    private void tellClosed() {
        Ending how = Objects.requireNonNull(ending.get(), "whoever cuts it has said why");
        shop.counters().closed(how);
        shop.ears().closed(this, how);
    }

    private void read(Runnable proved) {
        try {
            var in = new DataInputStream(new BufferedInputStream(line.tls().getInputStream(), READ_BYTES));
            if (readOne(in, true)) {
                proved.run();
                while (readOne(in, false)) {}
            }
        } catch (SSLException e) {
            if (!NodeLinks.isBreak(e)) {
                // in TLS 1.3 the dialer learns only here that its certificate was not taken
                end(Fault.NOT_TRUSTED, String.valueOf(e.getMessage()));
            }
        } catch (IOException e) {
            LOG.debug("Link with {} broke: {}", peer(), e.toString());
        }
    }

    /// False when that was the last one.
    private boolean readOne(DataInputStream in, boolean first) throws IOException {
        int length = in.readInt();
        if (length == FAREWELL_LENGTH) {
            end(Ending.CLOSED_THERE);
            return false;
        }
        if (!LinkCodec.mayBe(length)) {
            end(Fault.MALFORMED, "length: " + length + " (expected: 1.." + LinkCodec.MAX_BYTES + ")");
            return false;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return switch (LinkCodec.read(bytes)) {
            case LinkCodec.Parsed.Damaged(var fault, var sentence) -> {
                end(fault, sentence);
                yield false;
            }
            case LinkCodec.Parsed.Whole(var frame) -> take(frame, LinkCodec.LENGTH_BYTES + length, first);
        };
    }

    private boolean take(LinkFrame frame, int bytes, boolean first) {
        shop.counters().received(frame, bytes);
        boolean inPlace = dialed() ? frame instanceof LinkFrame.FromKeeper : frame instanceof LinkFrame.FromHolder;
        if (!inPlace || (first && !opens(frame))) {
            end(Fault.OUT_OF_PLACE, FrameKind.of(frame) + (first ? " (expected: another one first)" : ""));
            return false;
        }
        NodeId named = namedBy(frame);
        if (named != null && !named.equals(peer())) {
            end(Fault.WRONG_NODE, named + " (expected: " + peer() + ", as its certificate says)");
            return false;
        }
        if (ending.get() != null) {
            return true; // closing: whatever still comes is read to its end, so that our last words arrive
        }
        shop.ears().frame(this, frame);
        return true;
    }

    private boolean ours(LinkFrame frame) {
        return dialed() ? frame instanceof LinkFrame.FromHolder : frame instanceof LinkFrame.FromKeeper;
    }

    private static boolean opens(LinkFrame frame) {
        return frame instanceof LinkFrame.Hello
                || frame instanceof LinkFrame.Welcome
                || frame instanceof LinkFrame.Over;
    }

    private static @Nullable NodeId namedBy(LinkFrame frame) {
        if (frame instanceof LinkFrame.Hello(var node, var _, var _)) {
            return node;
        }
        return frame instanceof LinkFrame.Welcome(var node, var _) ? node : null;
    }

    private void write() {
        try {
            OutputStream out = line.tls().getOutputStream();
            byte[] record = new byte[RECORD_BYTES];
            for (int bytes; (bytes = outbox.fill(record)) > 0; ) {
                out.write(record, 0, bytes);
                shop.counters().written(bytes);
            }
            line.socket().shutdownOutput();
        } catch (IOException e) {
            LOG.debug("Link with {} broke: {}", peer(), e.toString());
            cut();
        } catch (InterruptedException _) {
            cut();
        }
    }

    @Override
    public String toString() {
        return "Connection[" + (dialed() ? "to " : "from ") + peer() + "]";
    }
}
