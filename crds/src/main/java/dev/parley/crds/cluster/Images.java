package dev.parley.crds.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.crds.schema.Absent;
import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Items;
import dev.parley.crds.schema.Rule;
import dev.parley.crds.schema.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which programs run.
public record Images(
        // Where images come from, such as registry.example.com/parley. Absent: where the operator itself
        // came from.
        @Text(max = 253, pattern = "^[a-z0-9][-._a-z0-9]*(:[0-9]{1,5})?(/[-._a-z0-9]+)*$") @Nullable
        String registry,
        // The release to run. Absent: the operator's own.
        @Text(max = 128, pattern = "^[A-Za-z0-9_][-.A-Za-z0-9_]*$") @Nullable
        String version,
        // The media node, instead of what registry and version say.
        @Rule(value = Images.PINNED, says = Images.NOT_PINNED, with = "self") @Text(max = 512) @Nullable
        String mediaNode,
        // The signaling server, instead of what registry and version say.
        @Rule(value = Images.PINNED, says = Images.NOT_PINNED, with = "self") @Text(max = 512) @Nullable
        String signaling,
        // The recorder, instead of what registry and version say.
        @Rule(value = Images.PINNED, says = Images.NOT_PINNED, with = "self") @Text(max = 512) @Nullable
        String recorder,
        // When an image is pulled.
        @Default("IfNotPresent") PullPolicy pullPolicy,
        // Secrets to pull with.
        @Items(max = 8, keys = "name") List<PullSecret> pullSecrets) {

    /// What runs must be known by its name: latest is another program every day, and nobody sees it change.
    static final String PINNED = "self.matches('^[^@:]+(:[0-9]+/[^@:]+)?(:[A-Za-z0-9_][-.A-Za-z0-9_]{0,127})?"
            + "(@sha256:[0-9a-f]{64})?$') && self.matches('[:@][^/]+$') && !self.endsWith(':latest')";

    static final String NOT_PINNED = "image: %s (expected: name:tag or name@sha256:…, and not the tag latest)";

    public Images {
        pullSecrets = Absent.asEmpty(pullSecrets);
    }

    public enum PullPolicy {
        /// At every start of a pod.
        @JsonProperty("Always")
        ALWAYS,
        /// If the machine does not have it.
        @JsonProperty("IfNotPresent")
        IF_NOT_PRESENT,
        /// Not at all: it must be there.
        @JsonProperty("Never")
        NEVER
    }

    /// A Secret with the credentials of a registry.
    public record PullSecret(
            // The name of the Secret.
            @Text(max = 253) String name) {}
}
