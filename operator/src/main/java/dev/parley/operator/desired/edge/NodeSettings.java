package dev.parley.operator.desired.edge;

import dev.parley.crds.edge.Exposure.Announce;
import dev.parley.operator.desired.Meta;
import dev.parley.operator.desired.Names;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What differs from node to node, and from machine to machine. All pods of a StatefulSet are made alike,
/// so each finds its own by its name: an argument file of the `java` launcher, which is also what makes one
/// that is missing fail at the start, and not in the middle of a call.
final class NodeSettings {
    static final String NODES = "/etc/parley/nodes";
    static final String HOSTS = "/etc/parley/hosts";

    private NodeSettings() {}

    static List<ConfigMap> of(Edge edge, EdgeFacts facts) {
        var maps = new ArrayList<ConfigMap>();
        if (differByNode(edge)) {
            maps.add(map(edge, Names.nodeSettings(edge.name()), byNode(edge, facts)));
        }
        if (differByHost(edge)) {
            maps.add(map(edge, Names.hostSettings(edge.name()), byHost(facts)));
        }
        return maps;
    }

    static boolean differByNode(Edge edge) {
        return MediaWish.portsDiffer(edge.exposure()) || edge.exposure().announce() == Announce.LOAD_BALANCER;
    }

    static boolean differByHost(Edge edge) {
        return switch (edge.exposure().announce()) {
            case EXTERNAL_ADDRESS, MAPPING -> true;
            case INTERNAL_ADDRESS, LOAD_BALANCER -> false;
        };
    }

    private static SortedMap<String, String> byNode(Edge edge, EdgeFacts facts) {
        var files = new TreeMap<String, String>();
        for (int ordinal = 0; ordinal < edge.mostNodes(facts.replicas()); ordinal++) {
            var lines = new ArrayList<String>();
            lines.add("-Dparley.media-port=" + edge.wish().port(edge.exposure(), ordinal));
            if (edge.exposure().announce() == Announce.LOAD_BALANCER) {
                String address = facts.balancers().get(ordinal);
                if (address == null) {
                    continue;
                }
                lines.add("-Dparley.announce=" + address);
            }
            files.put(Names.node(edge.name(), ordinal), String.join("\n", lines) + "\n");
        }
        return files;
    }

    private static SortedMap<String, String> byHost(EdgeFacts facts) {
        var files = new TreeMap<String, String>();
        facts.hosts().forEach((host, address) -> files.put(host, "-Dparley.announce=" + address + "\n"));
        return files;
    }

    private static ConfigMap map(Edge edge, String name, Map<String, String> data) {
        return new ConfigMapBuilder()
                .withMetadata(Meta.of(edge.resource(), name, edge.labels()))
                .withData(data)
                .build();
    }
}
