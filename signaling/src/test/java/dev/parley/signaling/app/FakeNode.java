package dev.parley.signaling.app;

import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.SessionAnswer;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A media node without media: says hello, answers every offer, and keeps what it was asked.
public final class FakeNode implements AutoCloseable {
    public static final String SECRET = "node-secret-of-the-tests";

    private final NodeId id;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    private final List<MiniHttp.Link> links = new CopyOnWriteArrayList<>();
    private final AtomicInteger sessions = new AtomicInteger();
    private final String instance = "i-" + UUID.randomUUID();

    final BlockingQueue<NodeCommand> commands = new LinkedBlockingQueue<>();
    final BlockingQueue<Map.Entry<RoomId, SessionRequest>> offers = new LinkedBlockingQueue<>();
    final BlockingQueue<String> patches = new LinkedBlockingQueue<>();
    volatile boolean confirmsRoutes = true;
    /// Where it takes links of other nodes.
    volatile @Nullable String link = "127.0.0.1:9";

    private volatile boolean draining;
    /// As a stopped process does: its sockets are open, and nothing comes from it.
    public volatile boolean hangs;
    /// Takes no rooms but those it has, of which it has none.
    volatile boolean cordoned;
    /// Rooms that it has given away.
    final Set<RoomId> moved = ConcurrentHashMap.newKeySet();
    final Set<String> alive = ConcurrentHashMap.newKeySet();

    public FakeNode(String id) {
        this(id, InetAddress.getLoopbackAddress(), 0);
    }

    /// At one of this machine's own addresses, at a port that is free, if it is 0.
    public FakeNode(String id, InetAddress address, int port) {
        this.id = new NodeId(id);
        try {
            server = open(address, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
        var status = new NodeEvent.Status(0, 0, 0.1);
        var _ = heart.scheduleAtFixedRate(() -> say(status), 1, 1, TimeUnit.SECONDS);
    }

    /// A port that was just closed is free a moment later.
    private static ServerSocket open(InetAddress address, int port) throws IOException {
        for (int attempt = 0; ; attempt++) {
            var server = new ServerSocket();
            server.setReuseAddress(true);
            try {
                server.bind(new InetSocketAddress(address, port), 64);
                return server;
            } catch (BindException e) {
                server.close();
                if (attempt > 10_000) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    /// Another process of the node, where this one was.
    FakeNode startedAnew() {
        return new FakeNode(id.value(), server.getInetAddress(), server.getLocalPort());
    }

    public String instance() {
        return instance;
    }

    public String machine() {
        return "machine-of-" + id;
    }

    public void drain() {
        draining = true;
        say(hello());
    }

    private NodeEvent.Hello hello() {
        return new NodeEvent.Hello(id, 2, draining, instance, link, machine());
    }

    public String url() {
        return "http://" + server.getInetAddress().getHostAddress() + ":" + port();
    }

    public int port() {
        return server.getLocalPort();
    }

    /// Asked for so far, and not yet taken.
    public BlockingQueue<Map.Entry<RoomId, SessionRequest>> offers() {
        return offers;
    }

    public NodeId id() {
        return id;
    }

    public void say(NodeEvent event) {
        if (!hangs) {
            links.forEach(link -> link.send(ProtocolJson.write(event)));
        }
    }

    public void breakLinks() {
        links.forEach(MiniHttp.Link::close);
        links.clear();
    }

    /// The next one of this kind that is as wanted; others are let go.
    <T extends NodeCommand> T nextCommand(Class<T> kind, Predicate<T> wanted) throws InterruptedException {
        while (true) {
            NodeCommand next = commands.poll(8, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no such " + kind.getSimpleName() + " came");
            }
            if (kind.isInstance(next) && wanted.test(kind.cast(next))) {
                return kind.cast(next);
            }
        }
    }

    /// The next one for this room: what earlier tests left may still be on its way.
    public NodeCommand nextCommand(String room) throws InterruptedException {
        while (true) {
            NodeCommand next = commands.poll(5, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no command came for " + room);
            }
            if (next instanceof NodeCommand.ForRoom it && it.room().value().equals(room)) {
                return next;
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            MiniHttp.Request request = MiniHttp.read(socket.getInputStream());
            while (request != null) {
                if (!("Bearer " + SECRET).equals(request.headers().get("authorization"))) {
                    MiniHttp.answer(socket.getOutputStream(), 401, Map.of(), "");
                } else if (request.path().equals("/v1/link")) {
                    link(socket, request);
                    return;
                } else {
                    answer(socket, request);
                }
                request = MiniHttp.read(socket.getInputStream());
            }
        } catch (IOException _) {
            // The other side is gone.
        }
    }

    private void link(Socket socket, MiniHttp.Request request) throws IOException {
        MiniHttp.Link link = MiniHttp.upgrade(socket, request);
        link.send(ProtocolJson.write(hello()));
        links.add(link);
        for (String text = link.next(); text != null; text = link.next()) {
            if (ProtocolJson.parseNodeCommand(text) instanceof Reading.Parsed<NodeCommand>(var command)) {
                commands.add(command);
                confirm(command);
            }
        }
        links.remove(link);
    }

    /// At once, as a node without sessions would.
    private void confirm(NodeCommand command) {
        if (confirmsRoutes && command instanceof NodeCommand.Route(var room, var _, var version) && version != null) {
            say(new NodeEvent.Routed(room, version));
        }
    }

    private void answer(Socket socket, MiniHttp.Request request) throws IOException {
        String[] path = request.path().split("/", -1);
        switch (request.method()) {
            case "POST" -> open(socket, new RoomId(path[3]), request.body());
            case "PATCH" -> {
                patches.add(request.headers().get("if-match") + " " + request.body());
                boolean stale = "\"old\"".equals(request.headers().get("if-match"));
                MiniHttp.answer(
                        socket.getOutputStream(),
                        stale ? 412 : 200,
                        Map.of("ETag", "\"g2\"", "Content-Type", "application/trickle-ice-sdpfrag"),
                        stale
                                ? "{\"code\":\"stale-etag\",\"detail\":\"Another ICE generation.\"}"
                                : "a=ice-ufrag:new\r\n");
            }
            case "GET" -> MiniHttp.answer(socket.getOutputStream(), alive.contains(path[3]) ? 204 : 404, Map.of(), "");
            default -> MiniHttp.answer(socket.getOutputStream(), 204, Map.of(), "");
        }
    }

    private void open(Socket socket, RoomId room, String body) throws IOException {
        if (!(ProtocolJson.parse(body, SessionRequest.class) instanceof Reading.Parsed<SessionRequest>(var request))) {
            MiniHttp.answer(socket.getOutputStream(), 422, Map.of(), "{\"code\":\"bad-request\"}");
            return;
        }
        if (request.sdp().contains("CODEC-OF-NOBODY")) {
            MiniHttp.answer(
                    socket.getOutputStream(),
                    422,
                    Map.of(),
                    "{\"code\":\"unknown-codec\",\"detail\":\"CODEC-OF-NOBODY (supported: opus, VP8, H264)\"}");
            return;
        }
        offers.add(Map.entry(room, request));
        if (hangs) {
            return;
        }
        if (moved.contains(room)) {
            MiniHttp.answer(socket.getOutputStream(), 409, Map.of(), "{\"code\":\"room-moved\"}");
            return;
        }
        if (cordoned) {
            MiniHttp.answer(socket.getOutputStream(), 503, Map.of(), "{\"code\":\"node-draining\"}");
            return;
        }
        var session = new SessionId(id.value() + "-s" + sessions.incrementAndGet());
        alive.add(session.value());
        var answer = new SessionAnswer(session, "v=0\r\na=ice-lite\r\n", "\"g1\"", 0);
        MiniHttp.answer(
                socket.getOutputStream(), 201, Map.of("Content-Type", "application/json"), ProtocolJson.write(answer));
    }

    @Override
    public void close() throws IOException {
        server.close();
        heart.shutdownNow();
        breakLinks();
        threads.shutdownNow();
    }
}
