package dev.parley.operator.sight;

import dev.parley.crds.edge.Exposure;
import dev.parley.crds.edge.Exposure.PublicAddress;
import dev.parley.operator.fleet.Seen.Host;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The machines of the Kubernetes cluster: where clients reach what runs on them, and whether they are cordoned. Pure.
public final class Machines {
    private Machines() {}

    /// Which address clients are given, by machine; those without one are missing.
    public static SortedMap<String, String> addresses(Exposure exposure, Collection<Node> machines) {
        var addresses = new TreeMap<String, String>();
        switch (exposure.announce()) {
            case MAPPING -> {
                for (PublicAddress told : exposure.addresses()) {
                    addresses.put(told.node(), told.address());
                }
            }
            case EXTERNAL_ADDRESS ->
                machines.forEach(machine -> address(machine, "ExternalIP")
                        .or(() -> address(machine, "InternalIP"))
                        .ifPresent(it -> addresses.put(machine.getMetadata().getName(), it)));
            case INTERNAL_ADDRESS, LOAD_BALANCER -> {}
        }
        return addresses;
    }

    private static Optional<String> address(Node machine, String type) {
        return addresses(machine).stream()
                .filter(it -> type.equals(it.getType()))
                .map(NodeAddress::getAddress)
                .findFirst();
    }

    /// A cordon, or one of the taints that count as one: who takes a machine away announces it so.
    public static Host state(@Nullable Node machine, Collection<String> taints) {
        if (machine == null) {
            return Host.FINE;
        }
        boolean cordoned = isCordoned(machine) || taints(machine).stream().anyMatch(taints::contains);
        return cordoned ? Host.CORDONED : Host.FINE;
    }

    private static boolean isCordoned(Node machine) {
        return machine.getSpec() != null
                && Boolean.TRUE.equals(machine.getSpec().getUnschedulable());
    }

    /// A machine reports every few seconds; this is what matters of it.
    public static boolean differ(Node now, Node before) {
        return !Objects.equals(addresses(now), addresses(before))
                || isCordoned(now) != isCordoned(before)
                || !taints(now).equals(taints(before));
    }

    private static List<NodeAddress> addresses(Node machine) {
        return machine.getStatus() == null || machine.getStatus().getAddresses() == null
                ? List.of()
                : machine.getStatus().getAddresses();
    }

    private static List<String> taints(Node machine) {
        return machine.getSpec() == null || machine.getSpec().getTaints() == null
                ? List.of()
                : machine.getSpec().getTaints().stream().map(Taint::getKey).toList();
    }
}
