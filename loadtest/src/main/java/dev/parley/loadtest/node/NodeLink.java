package dev.parley.loadtest.node;

import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A link to a node as a signaling instance has one (`docs/protocol.md`), that only hears how the node greets.
public final class NodeLink implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final HttpClient http = HttpClient.newHttpClient();
    private final CompletableFuture<NodeEvent.Hello> greeting = new CompletableFuture<>();
    private final WebSocket socket;

    private NodeLink(String address, String secret) throws IOException, InterruptedException {
        this.socket = await(http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + secret)
                .buildAsync(URI.create(address), new Ears()));
    }

    static NodeLink open(String address, String secret) throws IOException, InterruptedException {
        return new NodeLink(address, secret);
    }

    /// Who the node is.
    public NodeEvent.Hello hello() throws IOException, InterruptedException {
        return await(greeting);
    }

    public void tell(NodeCommand command) throws IOException, InterruptedException {
        var _ = await(socket.sendText(ProtocolJson.write(command), true));
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no word of the node within " + PATIENCE_SECONDS + " s", e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    private final class Ears implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                if (!greeting.isDone()
                        && ProtocolJson.parseNodeEvent(text.toString())
                                instanceof Reading.Parsed<NodeEvent>(NodeEvent.Hello hello)) {
                    greeting.complete(hello);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
