package dev.parley.operator.desired.edge;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What must be known of the world to say what a region needs.
///
/// @param replicas how many pods the fleet has now decided on; not always what the spec wishes for
/// @param hosts the address that clients are given for each machine
/// @param balancers the address of each node's load balancer, by ordinal; those that have none yet are missing
/// @param pods the pods that there are, for a shared load balancer
public record EdgeFacts(
        int replicas, SortedMap<String, String> hosts, SortedMap<Integer, String> balancers, List<Pod> pods) {
    public EdgeFacts {
        hosts = new TreeMap<>(hosts);
        balancers = new TreeMap<>(balancers);
        pods = List.copyOf(pods);
    }

    /// A pod that has an address.
    public record Pod(int ordinal, String name, String uid, String ip, String host) {}

    public static EdgeFacts none(int replicas) {
        return new EdgeFacts(replicas, new TreeMap<>(Map.of()), new TreeMap<>(Map.of()), List.of());
    }
}
