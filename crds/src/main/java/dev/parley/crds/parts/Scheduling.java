package dev.parley.crds.parts;

import dev.parley.crds.schema.Absent;
import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Items;
import dev.parley.crds.schema.Text;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where pods run.
public record Scheduling(
        // Labels a machine must have.
        @Items(max = 16) @Text(min = 0, max = 63) Map<String, String> nodeSelector,
        // Taints of machines that the pods put up with.
        @Items(
                max = 16,
                keys = {"key", "operator"})
        List<Toleration> tolerations,
        // Whether two of the pods share a machine.
        @Default("Preferred") Spread hosts,
        // Whether the pods are spread over zones.
        @Default("Preferred") Spread zones,
        // The PriorityClass of the pods. Absent: the default one.
        @Text(max = 253) @Nullable String priorityClassName) {

    public Scheduling {
        nodeSelector = Absent.asEmpty(nodeSelector);
        tolerations = Absent.asEmpty(tolerations);
    }
}
