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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A media node without media: says hello, answers every offer, and keeps what it was asked.
public final class FakeNode implements AutoCloseable {
    public static final String SECRET = "node-secret-of-the-tests";

    private final NodeId id;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    private final List<MiniHttp.Link> links = new CopyOnWriteArrayList<>();
    private final AtomicInteger sessions = new AtomicInteger();
    private final String instance = "i-" + System.identityHashCode(this);

    final BlockingQueue<NodeCommand> commands = new LinkedBlockingQueue<>();
    final BlockingQueue<Map.Entry<RoomId, SessionRequest>> offers = new LinkedBlockingQueue<>();
    final BlockingQueue<String> patches = new LinkedBlockingQueue<>();
    volatile boolean confirmsRoutes = true;
    final Set<String> alive = ConcurrentHashMap.newKeySet();

    public FakeNode(String id) {
        this.id = new NodeId(id);
        try {
            server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
        var status = new NodeEvent.Status(0, 0, 0.1);
        var _ = heart.scheduleAtFixedRate(() -> say(status), 1, 1, TimeUnit.SECONDS);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /// Asked for so far, and not yet taken.
    public BlockingQueue<Map.Entry<RoomId, SessionRequest>> offers() {
        return offers;
    }

    public NodeId id() {
        return id;
    }

    public void say(NodeEvent event) {
        links.forEach(link -> link.send(ProtocolJson.write(event)));
    }

    void breakLinks() {
        links.forEach(MiniHttp.Link::close);
        links.clear();
    }

    /// The next one for this room: what earlier tests left may still be on its way.
    public NodeCommand nextCommand(String room) throws InterruptedException {
        while (true) {
            NodeCommand next = commands.poll(5, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no command came for " + room);
            }
            if (next.room().value().equals(room)) {
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
        link.send(ProtocolJson.write(new NodeEvent.Hello(id, 2, false, instance)));
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
