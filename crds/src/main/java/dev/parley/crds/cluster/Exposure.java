package dev.parley.crds.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.crds.schema.Absent;
import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Items;
import dev.parley.crds.schema.Rule;
import dev.parley.crds.schema.Text;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How clients reach signaling.
@Rule(
        value = "self.type == 'Service' || has(self.host)",
        says = "host: none (expected with type %s: the name that clients ask for)",
        with = "self.type")
@Rule(
        value = "self.type != 'Gateway' || has(self.gateway)",
        says = "gateway: none (expected with type Gateway: which one)")
@Rule(
        value = "self.type == 'Gateway' || !has(self.gateway)",
        says = "gateway: %s (expected: none with type %s)",
        with = "self.gateway.name, self.type",
        at = ".gateway")
@Rule(
        value = "self.type == 'Ingress' || !has(self.ingress)",
        says = "ingress: present (expected: none with type %s)",
        with = "self.type",
        at = ".ingress")
public record Exposure(
        // What leads to it.
        @Default("Service") Type type,
        // The name that clients ask for.
        @Text(max = 253, pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$") @Nullable
        String host,
        // Details of the Ingress, with type Ingress.
        @Nullable Ingress ingress,
        // The Gateway, with type Gateway.
        @Nullable Gateway gateway) {

    public enum Type {
        /// A Service in the cluster, and nothing more: whatever leads to it is somebody else's.
        @JsonProperty("Service")
        SERVICE,
        /// An Ingress.
        @JsonProperty("Ingress")
        INGRESS,
        /// An HTTPRoute of the Gateway API.
        @JsonProperty("Gateway")
        GATEWAY
    }

    /// Details of an Ingress.
    public record Ingress(
            // The IngressClass. Absent: the default one.
            @Text(max = 253) @Nullable String className,
            // The Secret with the certificate. Absent: whatever stands before it speaks TLS.
            @Text(max = 253) @Nullable String tlsSecretName,
            // Annotations that the controller of the class understands.
            @Items(max = 32) @Text(min = 0, max = 4_096) Map<String, String> annotations) {

        public Ingress {
            annotations = Absent.asEmpty(annotations);
        }
    }

    /// A Gateway that somebody else runs.
    public record Gateway(
            // Its name.
            @Text(max = 253) String name,
            // Its namespace. Absent: this one.
            @Text(max = 63) @Nullable String namespace,
            // Its listeners. None: all that fit.
            @Items(max = 16) @Text(max = 253) List<String> listeners) {

        public Gateway {
            listeners = Absent.asEmpty(listeners);
        }
    }
}
