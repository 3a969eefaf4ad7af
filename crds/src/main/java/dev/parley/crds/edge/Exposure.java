package dev.parley.crds.edge;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.crds.schema.Absent;
import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Items;
import dev.parley.crds.schema.Range;
import dev.parley.crds.schema.Rule;
import dev.parley.crds.schema.Text;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How clients reach the nodes. The network of the machine is never needed.
@Rule(
        value = "self.type != 'NodePort' || !has(self.firstPort)"
                + " || self.firstPort >= 30000 && self.firstPort <= 32767",
        says = "firstPort: %s (expected with type NodePort: 30000..32767)",
        with = "self.firstPort",
        at = ".firstPort")
@Rule(
        value = "self.type in ['LoadBalancer', 'SharedLoadBalancer'] || !has(self.loadBalancer)",
        says = "loadBalancer: present (expected: none with type %s)",
        with = "self.type",
        at = ".loadBalancer")
@Rule(
        value = "self.announce == 'Mapping' ? self.addresses.size() > 0 : self.addresses.size() == 0",
        says = "addresses: %s (expected with announce %s%s",
        with = "self.addresses.size(), self.announce, (self.announce == 'Mapping' ? ': at least 1)' " + ": ': none)')",
        at = ".addresses")
@Rule(
        value = "self.announce != 'LoadBalancer' || self.type in ['LoadBalancer', 'SharedLoadBalancer']",
        says = "announce: LoadBalancer (expected with type %s: ExternalAddress, InternalAddress or " + "Mapping)",
        with = "self.type",
        at = ".announce")
public record Exposure(
        // What leads to a node.
        @Default("NodePort") Type type,
        // By which protocols. TCP is for networks that let no UDP through.
        @Rule(value = "'UDP' in self", says = "protocols: %s (expected: UDP among them)", with = "self.join(', ')")
        @Default("[UDP]")
        @Items(min = 1, max = 2)
        List<Protocol> protocols,
        // The port of a node's first loop; each further loop has the next one (`PARLEY_MEDIA_PORT`). With
        // NodePort and SharedLoadBalancer each further node goes on where the one before ends. Absent:
        // 30000 with NodePort, else as the MeetingCluster says.
        @Range(min = 1_024, max = 65_535) @Nullable Integer firstPort,
        // Which address is given to clients (`PARLEY_ANNOUNCE`).
        @Default("ExternalAddress") Announce announce,
        // Which public address stands for which machine, with announce Mapping.
        @Default("[]") @Items(max = 256, keys = "node") List<PublicAddress> addresses,
        // Details of the load balancers.
        @Nullable LoadBalancer loadBalancer) {

    public Exposure {
        protocols = Absent.asEmpty(protocols);
        addresses = Absent.asEmpty(addresses);
    }

    public enum Type {
        /// Ports of a NodePort Service for each node, open at every machine.
        @JsonProperty("NodePort")
        NODE_PORT,
        /// Ports of the machine that the pod runs on, so one pod a machine. Pod security restricted forbids
        /// it.
        @JsonProperty("HostPort")
        HOST_PORT,
        /// A load balancer for each node.
        @JsonProperty("LoadBalancer")
        LOAD_BALANCER,
        /// One load balancer for all nodes, which tells them apart by their ports.
        @JsonProperty("SharedLoadBalancer")
        SHARED_LOAD_BALANCER
    }

    public enum Protocol {
        UDP,
        TCP
    }

    public enum Announce {
        /// The machine's external address; its internal one where it has no other.
        @JsonProperty("ExternalAddress")
        EXTERNAL_ADDRESS,
        /// The machine's internal address.
        @JsonProperty("InternalAddress")
        INTERNAL_ADDRESS,
        /// The address of the load balancer.
        @JsonProperty("LoadBalancer")
        LOAD_BALANCER,
        /// What addresses says.
        @JsonProperty("Mapping")
        MAPPING
    }

    /// The public address that stands for a machine.
    public record PublicAddress(
            // The name of the machine in Kubernetes.
            @Text(max = 253) String node,
            // Its public address.
            @Rule(
                    value = "isIP(self) && !ip(self).isLoopback() && !ip(self).isUnspecified()"
                            + " && !ip(self).isLinkLocalMulticast() && !ip(self).isLinkLocalUnicast()",
                    says = "address: %s (expected: an IP address that clients can reach)",
                    with = "self")
            @Text(max = 45)
            String address) {}

    /// Details of load balancers.
    public record LoadBalancer(
            // Whose load balancer it is. Absent: the default one.
            @Text(max = 253) @Nullable String className,
            // Annotations that its controller understands.
            @Items(max = 32) @Text(min = 0, max = 4_096) Map<String, String> annotations) {

        public LoadBalancer {
            annotations = Absent.asEmpty(annotations);
        }
    }
}
