package dev.parley.loadtest.system;

import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A [Fleet] for tests that are not written in Java: one signaling instance, some media nodes and a Redis,
/// at addresses that are there already. Says where they are in one line of JSON, then does what it is told,
/// a line each, and answers with the line when it is done: `kill node-1`, `stop node-1`, `wake node-1`,
/// `start node-1`. Ends with its input. ``` FleetApplication <folder for logs> <hub address>
/// signaling-1=<address> redis=<address> node-1=<address> ... ```
public final class FleetApplication {
    private FleetApplication() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Map<String, String> addresses = new HashMap<>();
        for (String pair : List.of(arguments).subList(2, arguments.length)) {
            String[] parts = pair.split("=", 2);
            addresses.put(parts[0], parts[1]);
        }
        int nodes = (int) addresses.keySet().stream()
                .filter(name -> name.startsWith("node-"))
                .count();
        var network = new PlainNetwork(arguments[1], addresses);
        var folders = new Fleet.Folders(folder, folder);
        try (Patience patience = new Patience();
                Fleet fleet = Fleet.start(Fleet.Machines.of(1, nodes).calm(), network, folders, patience);
                BufferedReader asks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(described(fleet));
            for (String ask = asks.readLine(); ask != null; ask = asks.readLine()) {
                obey(ask.split(" ", 2), fleet, patience);
                System.out.println(ask);
            }
        }
    }

    private static String described(Fleet fleet) {
        Venue.Address way = fleet.addresses().getFirst();
        String nodes =
                fleet.nodes().stream().map(node -> "\"" + node.name() + "\"").collect(Collectors.joining(","));
        return "{\"origin\":\"%s\",\"key\":\"%s\",\"secret\":\"%s\",\"nodes\":[%s]}"
                .formatted(way.origin(), way.key(), way.secret(), nodes);
    }

    private static void obey(String[] ask, Fleet fleet, Patience patience) throws IOException, InterruptedException {
        FleetProcess process = fleet.all().stream()
                .filter(it -> it.name().equals(ask[1]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(ask[1] + ": not in the fleet"));
        switch (ask[0]) {
            case "kill" -> process.kill();
            case "stop" -> process.stop();
            case "wake" -> process.wake();
            case "start" -> {
                process.start();
                process.awaitReady(patience);
            }
            default -> throw new IllegalArgumentException(ask[0] + " (expected: kill, stop, wake, start)");
        }
    }
}
