package dev.parley.loadtest.redis;

import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.system.Fleet;
import dev.parley.loadtest.system.FleetProcess;
import dev.parley.loadtest.system.PlainNetwork;
import dev.parley.rtc.client.ClientSettings;
import dev.parley.rtc.client.RtcClients;
import dev.parley.signaling.store.Stores;
import dev.parley.signaling.store.redis.RedisLink;
import dev.parley.signaling.store.redis.RedisStores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// Three signaling instances, two media nodes and a Redis, each a process, with clients that may come to any instance.
final class Town implements AutoCloseable {
    static final int INSTANCES = 3;
    private static final int NODES = 2;
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Patience patience = new Patience();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Fleet fleet;
    private final RtcClients clients;
    private final List<Venue> venues;
    private final RedisLink link;
    private final KnownKeys keys = new KnownKeys();
    private final Stores stores;

    Town(Path folder) throws IOException, InterruptedException {
        Fleet.Machines machines = Fleet.Machines.of(INSTANCES, NODES);
        PlainNetwork network = PlainNetwork.loopback(machines.all());
        fleet = Fleet.start(machines, network, new Fleet.Folders(folder, folder), patience);
        clients = new RtcClients(new ClientSettings(
                1,
                InetAddress.ofLiteral(network.hub()),
                System::nanoTime,
                () -> System.currentTimeMillis() * 1_000_000,
                new SecureRandom()));
        venues = fleet.addresses().stream()
                .map(address -> new Venue(address, clients, System::nanoTime))
                .toList();
        for (int i = 0; i < INSTANCES; i++) {
            awaitReady(i);
        }
        link = RedisLink.connect(fleet.redisUrl());
        stores = RedisStores.over(link);
    }

    /// Of everybody who was ever here.
    KnownKeys keys() {
        return keys;
    }

    /// Everything that lies in Redis.
    List<String> contents() {
        return RedisContents.of(fleet.redisUrl());
    }

    FleetProcess redis() {
        return fleet.redis();
    }

    FleetProcess instance(int index) {
        return fleet.signaling().get(index);
    }

    Venue venue(int index) {
        return venues.get(index);
    }

    Patience patience() {
        return patience;
    }

    /// The truth.
    Stores stores() {
        return stores;
    }

    /// With its store and its nodes.
    void awaitReady(int index) throws InterruptedException {
        FleetProcess instance = instance(index);
        boolean up = patience.until(() -> !instance.isAlive() || isReady(index), START);
        if (!up || !instance.isAlive()) {
            throw new AssertionError("an instance is not ready:\n" + instance.log());
        }
    }

    private boolean isReady(int index) {
        URI ready = fleet.addresses().get(index).origin().resolve("/health/ready");
        HttpRequest request = HttpRequest.newBuilder(ready).timeout(ANSWER).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Of every process.
    String allLogs() {
        return fleet.all().stream().map(FleetProcess::log).collect(Collectors.joining("\n"));
    }

    /// Of the signaling instances.
    String logs() {
        return fleet.signaling().stream().map(FleetProcess::log).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        venues.forEach(Venue::close);
        clients.close();
        link.close();
        fleet.close();
        http.shutdownNow();
        patience.close();
    }
}
