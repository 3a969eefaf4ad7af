package dev.parley.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// What the three kinds have in common.
public final class Parley {
    public static final String GROUP = "parley.dev";
    public static final String VERSION = "v1alpha1";

    /// All kinds, in the order in which somebody meets them.
    public static final List<Class<? extends CustomResource<?, ?>>> KINDS =
            List.of(MeetingCluster.class, RegionEdge.class, RecordingJob.class);

    /// Says which schema it is, on a definition: `parley.dev/schema`. The API server may serve another than
    /// ours.
    public static final String SCHEMA_ANNOTATION = GROUP + "/schema";

    /// What somebody asks of a media node, on its pod: `cordon`, `drain` or `replace`.
    public static final String WISH_ANNOTATION = GROUP + "/wish";

    static final String READY = ".status.conditions[?(@.type==\"Ready\")].status";
    static final String WHY = ".status.conditions[?(@.type==\"Ready\")].reason";
    static final String AGE = ".metadata.creationTimestamp";

    /// What the operator makes has the name in front, and an end of its own; the whole is a label of at
    /// most 63.
    static final String SHORT_NAME = "self.metadata.name.size() <= 40";

    static final String NAME_TOO_LONG =
            "metadata.name: %s characters (expected: at most 40, since pods and Services have"
                    + " longer ones made of it)";

    static final String NAME_CHARS = "self.metadata.name.size()";

    private Parley() {}

    /// The definition of a kind that this release was built with: the very file that the chart installs.
    public static CustomResourceDefinition definition(Class<? extends CustomResource<?, ?>> kind) {
        String file = CustomResource.getCRDName(kind) + ".yaml";
        try (var stream = Parley.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException(file + ": not in the jar (expected: built from charts/parley-crds)");
            }
            return Serialization.unmarshal(stream, CustomResourceDefinition.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file, unreadable);
        }
    }
}
