package dev.parley.crds.cluster;

import dev.parley.crds.parts.Switch;
import dev.parley.crds.schema.Absent;
import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Items;
import dev.parley.crds.schema.Range;
import dev.parley.crds.schema.Text;
import java.util.Map;

/// What Parley shows of itself to those who run it.
public record Observability(
        // A ServiceMonitor for signaling and a PodMonitor for media nodes, where the cluster has those
        // kinds.
        @Default("Enabled") Switch monitors,
        // Labels of the monitors, by which Prometheus picks them.
        @Items(max = 16) @Text(min = 0, max = 63) Map<String, String> monitorLabels,
        // How often Prometheus asks.
        @Default("15") @Range(min = 5, max = 300) int scrapeSeconds) {

    public Observability {
        monitorLabels = Absent.asEmpty(monitorLabels);
    }
}
