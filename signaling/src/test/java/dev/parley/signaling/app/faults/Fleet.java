package dev.parley.signaling.app.faults;

import dev.parley.room.RoomId;
import dev.parley.signaling.app.FakeNode;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.store.StoreUnavailable;
import dev.parley.signaling.store.Stores;
import dev.parley.signaling.store.Until;
import dev.parley.signaling.store.redis.RedisLink;
import dev.parley.signaling.store.redis.RedisStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Three signaling servers, each a process, with one node; their Redis is the test's.
final class Fleet implements AutoCloseable {
    private static final String SECRET = "secret-of-the-tests-that-is-long-enough";
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString(("test:" + SECRET).getBytes(StandardCharsets.UTF_8));
    private static final int SIZE = 3;
    private static final int READY = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final List<InstanceProcess> instances;
    private final RedisLink link;
    private final Stores stores;

    Fleet(FakeNode node, String redis) {
        this(node, new Redis(redis, redis), Map.of());
    }

    /// Where Redis is for the servers, and where it is for the test, which looks at the truth past what is
    /// in the way.
    record Redis(String theirs, String ours) {}

    Fleet(FakeNode node, Redis redis, Map<String, String> more) {
        link = RedisLink.connect(redis.ours());
        stores = RedisStores.over(link);
        Map<String, String> settings = new HashMap<>(more);
        settings.putAll(Map.of(
                "PARLEY_API_KEY",
                "test",
                "PARLEY_API_SECRET",
                SECRET,
                "PARLEY_NODE_SECRET",
                FakeNode.SECRET,
                "PARLEY_NODES",
                node.url(),
                "PARLEY_REDIS_URL",
                redis.theirs()));
        instances = Stream.generate(() -> new InstanceProcess(http, settings))
                .limit(SIZE)
                .toList();
        instances.forEach(InstanceProcess::awaitReady);
    }

    InstanceProcess instance(int index) {
        return instances.get(index);
    }

    void revive(int index) {
        instances.get(index).start();
        instances.get(index).awaitReady();
    }

    HttpClient http() {
        return http;
    }

    List<URI> sockets() {
        return instances.stream().map(InstanceProcess::socket).toList();
    }

    /// The truth.
    RoomState stored(RoomId room) {
        return stores.rooms().load(room);
    }

    /// Until the store answers us, as it would the servers.
    void awaitStore() {
        Until.holds("the store takes changes", () -> {
            try {
                stores.rooms().touch(new RoomId("company"));
                return true;
            } catch (StoreUnavailable _) {
                return false;
            }
        });
    }

    Stores stores() {
        return stores;
    }

    /// By whichever server answers. Without an identity: for a guest who is new each time.
    String token(RoomId room, String role, String identity) {
        String who = identity.isEmpty() ? "" : ",\"identity\":\"%s\",\"name\":\"%s\"".formatted(identity, identity);
        String body = "{\"role\":\"%s\"%s}".formatted(role, who);
        for (InstanceProcess instance : instances) {
            var request = HttpRequest.newBuilder(instance.at("/v1/rooms/" + room + "/tokens"))
                    .header("Authorization", BASIC)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            try {
                var response = http.send(request, HttpResponse.BodyHandlers.ofString());
                return json.readTree(response.body()).get("token").stringValue();
            } catch (IOException _) {
                // This one is away: the next.
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("no server gives a token");
    }

    /// Looks at a server's readiness until it has ended.
    Watch watch(int index, List<Attendee> clients) {
        InstanceProcess instance = instances.get(index);
        return new Watch(CompletableFuture.supplyAsync(() -> {
            var afterGoodbye = new ArrayList<Integer>();
            int status = READY;
            while (status != 0) {
                boolean goodbye = clients.stream().anyMatch(it -> it.instance() != index);
                status = instance.readiness();
                if (goodbye) {
                    afterGoodbye.add(status);
                }
            }
            return afterGoodbye;
        }));
    }

    record Watch(CompletableFuture<List<Integer>> seen) {
        boolean readyAfterGoodbye() {
            return seen.join().contains(READY);
        }
    }

    String logs() {
        return instances.stream().map(InstanceProcess::log).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        instances.forEach(InstanceProcess::close);
        link.close();
        http.shutdownNow();
    }
}
