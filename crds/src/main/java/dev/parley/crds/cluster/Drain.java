package dev.parley.crds.cluster;

import dev.parley.crds.parts.DrainPolicy;
import dev.parley.crds.parts.OnNodeCordon;
import dev.parley.crds.schema.Absent;
import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Items;
import dev.parley.crds.schema.Range;
import dev.parley.crds.schema.Text;
import java.util.List;

/// How a media node gives away its rooms.
public record Drain(
        // What becomes of its rooms.
        @Default("Migrate") DrainPolicy policy,
        // After how long rooms that are still there are ended.
        @Default("600") @Range(min = 10, max = 86_400) int deadlineSeconds,
        // How many rooms are moved a second.
        @Default("5") @Range(min = 1, max = 1_000) int roomsPerSecond,
        // What happens when the machine below is cordoned.
        @Default("Cordon") OnNodeCordon onNodeCordon,
        // Taints of a machine that count as its cordon.
        @Default(Drain.TAINTS) @Items(max = 16) @Text(max = 316)
        List<String> taints) {

    /// A cordon itself, and what the autoscalers of clusters announce a machine's end by.
    static final String TAINTS =
            "[node.kubernetes.io/unschedulable, ToBeDeletedByClusterAutoscaler, karpenter.sh/disrupted]";

    public Drain {
        taints = Absent.asEmpty(taints);
    }
}
