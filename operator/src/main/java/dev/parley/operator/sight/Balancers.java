package dev.parley.operator.sight;

import dev.parley.crds.edge.Exposure;
import dev.parley.crds.edge.Exposure.Announce;
import dev.parley.operator.desired.Names;
import dev.parley.operator.desired.edge.Edge;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The addresses of load balancers, as far as somebody has given them any. Pure.
public final class Balancers {
    private Balancers() {}

    public static SortedMap<Integer, String> addresses(Edge edge, Sight sight, int nodes) {
        var addresses = new TreeMap<Integer, String>();
        if (edge.exposure().announce() != Announce.LOAD_BALANCER) {
            return addresses;
        }
        boolean shared = edge.exposure().type() == Exposure.Type.SHARED_LOAD_BALANCER;
        for (int ordinal = 0; ordinal < nodes; ordinal++) {
            String name = shared ? Names.media(edge.name()) + "-shared" : Names.node(edge.name(), ordinal);
            int node = ordinal;
            sight.service(name).flatMap(Balancers::address).ifPresent(it -> addresses.put(node, it));
        }
        return addresses;
    }

    private static Optional<String> address(Service service) {
        List<LoadBalancerIngress> given =
                service.getStatus() == null || service.getStatus().getLoadBalancer() == null
                        ? List.of()
                        : service.getStatus().getLoadBalancer().getIngress();
        return given == null
                ? Optional.empty()
                : given.stream()
                        .map(it -> it.getIp() == null ? it.getHostname() : it.getIp())
                        .findFirst();
    }

    /// A node that could tell its clients no address is not started yet; one that is there stays.
    public static int startable(Edge edge, int replicas, int there, SortedMap<Integer, String> addresses) {
        if (edge.exposure().announce() != Announce.LOAD_BALANCER) {
            return replicas;
        }
        int leading = 0;
        while (leading < replicas && addresses.containsKey(leading)) {
            leading++;
        }
        return Math.min(replicas, Math.max(leading, there));
    }
}
