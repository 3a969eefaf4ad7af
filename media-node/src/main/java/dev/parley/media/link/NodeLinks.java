package dev.parley.media.link;

import dev.parley.media.control.CounterSink;
import dev.parley.room.NodeId;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The links of a node: it listens for those of others and dials them. Every connection is TLS 1.3 with
/// certificates of the fleet on both sides, and has two threads. They are the system's: a virtual one that
/// reads is woken by way of others, and datagrams may be under way here (ADR-0013).
public final class NodeLinks implements AutoCloseable {
    /// A handshake is two round trips and some milliseconds of arithmetic; a machine that is busy starting
    /// takes longer.
    static final int HANDSHAKE_MS = 2_000;

    /// How many may be between their SYN and their first frame. A whole fleet that starts at once comes in
    /// some waves; beyond it the oldest makes room, since an honest one would long have been through.
    static final int MAX_STRANGERS = 64;

    /// For an ear that is being told something when everything is closed.
    private static final Duration LISTENER_PATIENCE = Duration.ofMillis(2 * Connection.CLOSING_MS);

    /// After an accept that failed, as when the process has no more file descriptors.
    private static final int ACCEPT_AGAIN_MS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(NodeLinks.class);

    private final LinkIdentity identity;
    private final ServerSocket door;
    private final LinkCounters counters = new LinkCounters();
    private final ScheduledThreadPoolExecutor guard;
    private final Connection.Shop shop;
    private final Strangers strangers = new Strangers();
    private final Set<NodeId> dialing = ConcurrentHashMap.newKeySet();
    private final Set<Socket> shaking = ConcurrentHashMap.newKeySet();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    private NodeLinks(LinkIdentity identity, ServerSocket door, Ears ears) {
        this.identity = identity;
        this.door = door;
        this.guard = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("parley-link-guard").factory());
        guard.setRemoveOnCancelPolicy(true);
        this.shop = new Connection.Shop(ears, counters, guard);
    }

    /// Listens at once; the first word may come before this returns.
    public static NodeLinks open(LinkIdentity identity, LinkSettings settings, Ears ears) {
        var at = new InetSocketAddress(settings.bind(), settings.port());
        try {
            var door = new ServerSocket();
            try {
                door.setReuseAddress(true); // of its predecessor there may be connections in TIME_WAIT
                door.bind(at, MAX_STRANGERS);
            } catch (IOException e) {
                door.close();
                throw e;
            }
            var links = new NodeLinks(identity, door, ears);
            links.start("parley-link-door", links::accept);
            return links;
        } catch (IOException e) {
            throw new UncheckedIOException("the port for links of other nodes, " + at + ": " + e.getMessage(), e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    public void counters(CounterSink sink) {
        counters.report(sink);
    }

    /// One attempt. Its outcome is told once, by [Ears#connected] or [Ears#failed]; from then on there may
    /// be another. False: one to this peer is under way, or everything is closed.
    public boolean dial(NodeId peer, InetSocketAddress address) {
        if (isClosed() || !dialing.add(peer)) {
            return false;
        }
        start("parley-link-to-" + peer, () -> attempt(peer, address));
        return true;
    }

    /// Ends all connections in good order, and the port. From then on it refuses, as that of a dead process
    /// does: so this comes after the last packet that is sent for any session. Waits until every end has
    /// been told.
    @Override
    public void close() {
        closed.countDown();
        try {
            door.close();
        } catch (IOException e) {
            LOG.debug("Closing the port for links: {}", e.toString());
        }
        connections.forEach(Connection::close);
        shaking.forEach(NodeLinks::close);
        awaitEnds();
        guard.shutdownNow();
    }

    private void awaitEnds() {
        try {
            for (Thread next; (next = oneOfOthers()) != null; ) {
                if (!next.join(LISTENER_PATIENCE)) {
                    LOG.warn("{} does not end: whoever listens does not return", next.getName());
                    threads.remove(next);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Thread oneOfOthers() {
        synchronized (threads) {
            return threads.stream()
                    .filter(thread -> thread != Thread.currentThread())
                    .findAny()
                    .orElse(null);
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void start(String name, Runnable task) {
        Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> {
            try {
                task.run();
            } finally {
                threads.remove(Thread.currentThread());
            }
        });
        synchronized (threads) { // nobody waits for the end of one that has not begun
            threads.add(thread);
            thread.start();
        }
    }

    private void attempt(NodeId peer, InetSocketAddress address) {
        var socket = new Socket();
        switch (Reach.connect(socket, address)) {
            case OPEN -> greet(peer, socket);
            case REFUSED -> fail(peer, socket, Failure.REFUSED);
            case TIMEOUT -> fail(peer, socket, Failure.TIMEOUT);
            case UNREACHABLE -> fail(peer, socket, Failure.BROKEN);
        }
    }

    private void fail(NodeId peer, Socket socket, Failure why) {
        if (why == Failure.NOT_TRUSTED) {
            start("parley-link-not-to-" + peer, () -> part(socket));
        } else {
            close(socket);
        }
        counters.failed(why);
        dialing.remove(peer);
        shop.ears().failed(peer, why);
    }

    private void greet(NodeId peer, Socket socket) {
        Connection.Line line;
        try {
            line = shakeHands(socket, true);
        } catch (IOException e) {
            LOG.debug("No link to {}: {}", peer, e.toString());
            fail(peer, socket, failure(e));
            return;
        }
        if (!line.peer().equals(peer)) {
            LOG.info("No link to {}: {} is there", peer, line.peer());
            counters.refused(Fault.WRONG_NODE);
            fail(peer, socket, Failure.NOT_TRUSTED);
            return;
        }
        dialing.remove(peer);
        run(line);
    }

    private static Failure failure(IOException e) {
        return switch (e) {
            case SocketTimeoutException _ -> Failure.TIMEOUT;
            case SSLException _ when !isBreak(e) -> Failure.NOT_TRUSTED;
            default -> Failure.BROKEN;
        };
    }

    private void accept() {
        while (!isClosed()) {
            try {
                Socket socket = door.accept();
                strangers.admit(socket).ifPresent(oldest -> {
                    counters.refused(Fault.CROWDED);
                    close(oldest);
                });
                start("parley-link-from-" + socket.getRemoteSocketAddress(), () -> welcome(socket));
            } catch (IOException e) {
                if (!isClosed()) {
                    LOG.warn("No link can be taken: {}", e.toString());
                    pause();
                }
            }
        }
    }

    private void pause() {
        try {
            var _ = closed.await(ACCEPT_AGAIN_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void welcome(Socket socket) {
        try {
            run(shakeHands(socket, false));
        } catch (SocketTimeoutException _) {
            counters.refused(Fault.SLOW);
        } catch (IOException e) {
            LOG.debug("No link from {}: {}", socket.getRemoteSocketAddress(), e.toString());
            if (!isBreak(e)) { // somebody who only looks whether the port is open breaks off as well
                counters.refused(Fault.NOT_TRUSTED);
                part(socket);
            }
        } finally {
            strangers.forget(socket);
            close(socket);
        }
    }

    /// Lets the peer read why not: to close while words of its own are unread would take the alert away again.
    private void part(Socket socket) {
        var deadline = guard.schedule(() -> close(socket), Connection.CLOSING_MS, TimeUnit.MILLISECONDS);
        try {
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.debug("Parting with {}: {}", socket, e.toString());
        } finally {
            deadline.cancel(false);
            close(socket);
        }
    }

    private void run(Connection.Line line) {
        var connection = new Connection(line, shop);
        connections.add(connection);
        if (isClosed()) {
            connection.close();
        }
        connection.live(() -> strangers.forget(line.socket()));
        connections.remove(connection);
    }

    private Connection.Line shakeHands(Socket socket, boolean dialed) throws IOException {
        var late = new AtomicBoolean();
        var deadline = guard.schedule(
                () -> {
                    late.set(true);
                    close(socket);
                },
                HANDSHAKE_MS,
                TimeUnit.MILLISECONDS);
        shaking.add(socket);
        try {
            if (isClosed()) {
                throw new SocketException("all links are closed");
            }
            SSLSocket tls = secured(socket, dialed);
            tls.startHandshake();
            NodeId peer = LinkIdentity.named((X509Certificate) tls.getSession().getPeerCertificates()[0])
                    .orElseThrow(() -> new SSLPeerUnverifiedException("its certificate names no node"));
            return new Connection.Line(peer, dialed, socket, tls);
        } catch (IOException e) {
            throw late.get() ? new SocketTimeoutException("no handshake in " + HANDSHAKE_MS + " ms") : e;
        } finally {
            shaking.remove(socket);
            deadline.cancel(false);
        }
    }

    private SSLSocket secured(Socket socket, boolean dialed) throws IOException {
        socket.setTcpNoDelay(true);
        String host = socket.getInetAddress().getHostAddress(); // for errors only: names are not looked at
        var tls = (SSLSocket) identity.context().getSocketFactory().createSocket(socket, host, socket.getPort(), false);
        tls.setUseClientMode(dialed);
        tls.setNeedClientAuth(true);
        tls.setEnabledProtocols(new String[] {"TLSv1.3"});
        return tls;
    }

    /// TLS wraps some ends of the connection below it into errors of its own.
    static boolean isBreak(IOException e) {
        Throwable below = e instanceof SSLException ? e.getCause() : e;
        return below instanceof EOFException || below instanceof SocketException;
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("Closing {}: {}", socket, e.toString());
        }
    }

    /// Accepted connections that have not proved themselves, oldest first.
    private static final class Strangers {
        private final SequencedSet<Socket> waiting = new LinkedHashSet<>();

        /// Who has to make room for it.
        synchronized Optional<Socket> admit(Socket socket) {
            waiting.add(socket);
            return waiting.size() > MAX_STRANGERS ? Optional.of(waiting.removeFirst()) : Optional.empty();
        }

        synchronized void forget(Socket socket) {
            waiting.remove(socket);
        }
    }
}
