package dev.parley.loadtest.node;

import dev.parley.media.app.MediaNodeApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A media node as a process of its own, on the class path of this one, listening on loopback. Closing it
/// ends the process.
public final class NodeProcess implements AutoCloseable {
    private static final String SECRET = "parley-loadtest-node-secret";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(15);

    private final Process process;
    private final NodeApi api;
    private final int port;

    private NodeProcess(Process process, NodeApi api, int port) {
        this.process = process;
        this.port = port;
        this.api = api;
    }

    /// Starts a node with so many loops and waits until it is ready. Its output goes to `log`.
    public static NodeProcess start(int loops, Path log, Patience patience) throws IOException, InterruptedException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-ea",
                "-cp",
                System.getProperty("java.class.path"),
                MediaNodeApplication.class.getName());
        builder.environment()
                .putAll(Map.of(
                        "PARLEY_NODE_HTTP_PORT",
                        Integer.toString(port),
                        "PARLEY_MEDIA_PORT",
                        "0",
                        "PARLEY_LINK_PORT",
                        "0",
                        "PARLEY_BIND",
                        "127.0.0.1",
                        "PARLEY_ANNOUNCE",
                        "127.0.0.1",
                        "PARLEY_NODE_SECRET",
                        SECRET,
                        "PARLEY_LOOPS",
                        Integer.toString(loops)));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        NodeApi api = new NodeApi("http://127.0.0.1:" + port, SECRET);
        NodeProcess node = new NodeProcess(process, api, port);
        if (!patience.until(() -> !process.isAlive() || api.isReady(), START) || !process.isAlive()) {
            node.close();
            throw new IOException("the node did not become ready; its log: " + log);
        }
        return node;
    }

    public NodeApi api() {
        return api;
    }

    /// A link as signaling has one.
    public NodeLink link() throws IOException, InterruptedException {
        return NodeLink.open("ws://127.0.0.1:" + port + "/v1/link", SECRET);
    }

    public long pid() {
        return process.pid();
    }

    public ProcessUsage usage() {
        return ProcessUsage.of(pid());
    }

    /// Collects garbage in the node, so that what it holds can be told from what it has not thrown away yet.
    public void collectGarbage() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        new ProcessBuilder(List.of(jcmd, Long.toString(pid()), "GC.run"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        api.close();
        ChildProcess.end(process, STOP);
    }
}
