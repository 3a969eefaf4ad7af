package dev.parley.loadtest.meeting;

import dev.parley.protocol.client.RoomView;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import dev.parley.room.NodeId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.rtc.client.RtcClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A Parley somewhere, with the key to its REST API, and what all participants of this process share.
public final class Venue implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NOT_FOUND = 404;

    /// Where it is and who asks.
    ///
    /// @param origin as `http://127.0.0.1:8080`
    public record Address(URI origin, String key, String secret) {}

    private final Address address;
    private final RtcClients clients;
    private final LongSupplier clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).executor(threads).build();

    /// @param clients who carry the media; not closed with the venue
    /// @param clock monotonic nanoseconds, the one that the clients have
    public Venue(Address address, RtcClients clients, LongSupplier clock) {
        this.address = address;
        this.clients = clients;
        this.clock = clock;
    }

    private record TokenOrder(@Nullable String name, Role role) {}

    private record TokenAnswer(String token) {}

    /// A token for somebody who is new each time (`POST /v1/rooms/{room}/tokens`).
    public String token(RoomId room, @Nullable String name, Role role) throws IOException, InterruptedException {
        String order = ProtocolJson.write(new TokenOrder(name, role));
        HttpResponse<String> response = ask("POST", "/v1/rooms/" + room + "/tokens", BodyPublishers.ofString(order));
        if (response.statusCode() == OK
                && ProtocolJson.parse(response.body(), TokenAnswer.class)
                        instanceof Reading.Parsed<TokenAnswer>(var answer)) {
            return answer.token();
        }
        throw new IOException("token: " + response.statusCode() + " " + response.body());
    }

    private record MoveOrder(NodeId node) {}

    /// Where a room's media is; null while it has none.
    private record PlacedRoom(@Nullable Placed media) {}

    private record Placed(NodeId node) {}

    /// Orders that a room goes to another node (`POST /v1/rooms/{room}/move`). False when that was refused.
    public boolean move(RoomId room, NodeId node) throws IOException, InterruptedException {
        String order = ProtocolJson.write(new MoveOrder(node));
        return ask("POST", "/v1/rooms/" + room + "/move", BodyPublishers.ofString(order))
                        .statusCode()
                == ACCEPTED;
    }

    /// The node where a room's media is (`GET /v1/rooms/{room}`); empty while it has none.
    public Optional<NodeId> node(RoomId room) throws IOException, InterruptedException {
        HttpResponse<String> response = ask("GET", "/v1/rooms/" + room, BodyPublishers.noBody());
        if (response.statusCode() == OK
                && ProtocolJson.parse(response.body(), PlacedRoom.class)
                        instanceof Reading.Parsed<PlacedRoom>(var placed)) {
            return Optional.ofNullable(placed.media()).map(Placed::node);
        }
        throw new IOException("room: " + response.statusCode() + " " + response.body());
    }

    /// A room as it is (`GET /v1/rooms/{room}`); empty when there is none.
    public Optional<RoomView> view(RoomId room) throws IOException, InterruptedException {
        HttpResponse<String> response = ask("GET", "/v1/rooms/" + room, BodyPublishers.noBody());
        if (response.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        if (response.statusCode() == OK
                && ProtocolJson.parse(response.body(), RoomView.class) instanceof Reading.Parsed<RoomView>(var view)) {
            return Optional.of(view);
        }
        throw new IOException("room: " + response.statusCode() + " " + response.body());
    }

    private HttpResponse<String> ask(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        String basic = address.key() + ":" + address.secret();
        HttpRequest request = HttpRequest.newBuilder(address.origin().resolve(path))
                .timeout(PATIENCE)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /// Somebody comes in, without sending or receiving anything yet.
    public Participant join(String token, ParticipantListener listener) throws IOException, InterruptedException {
        return Participant.join(this, token, listener);
    }

    Signal signal(Signal.Hearer hearer) throws IOException, InterruptedException {
        URI origin = address.origin();
        String scheme = "https".equals(origin.getScheme()) ? "wss" : "ws";
        URI door = URI.create(scheme + "://" + origin.getAuthority() + "/v1/signal");
        return Signal.open(http, door, hearer);
    }

    RtcClients clients() {
        return clients;
    }

    long nowNs() {
        return clock.getAsLong();
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
