package dev.parley.kubectl.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.crds.MeetingCluster;
import dev.parley.crds.cluster.MeetingClusterStatus;
import dev.parley.crds.schema.Moment;
import dev.parley.kubectl.print.Cell;
import dev.parley.kubectl.print.Column;
import dev.parley.kubectl.print.Column.Shown;
import dev.parley.kubectl.print.Shell;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A MeetingCluster in a line.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterLine(
        String namespace,
        String name,
        @Nullable Boolean ready,
        String reason,
        String message,
        @Nullable String version,
        @Nullable String url,
        @Nullable Integer signaling,
        @Nullable Integer signalingReady,
        @Nullable Integer rooms,
        @Nullable Integer participants,
        @Moment Instant createdAt) {

    public static ClusterLine of(MeetingCluster cluster) {
        var metadata = cluster.getMetadata();
        MeetingClusterStatus status = cluster.getStatus();
        Standing standing = standing(cluster);
        var instances = status == null ? null : status.signaling();
        return new ClusterLine(
                metadata.getNamespace(),
                metadata.getName(),
                standing.isKnown() ? standing.isReady() : null,
                standing.reason(),
                standing.message(),
                status == null ? null : status.version(),
                status == null ? null : status.url(),
                instances == null ? null : instances.replicas(),
                instances == null ? null : instances.readyReplicas(),
                status == null ? null : status.rooms(),
                status == null ? null : status.participants(),
                Instant.parse(metadata.getCreationTimestamp()));
    }

    public static Standing standing(MeetingCluster cluster) {
        return new Standing(
                cluster.getStatus() == null ? List.of() : cluster.getStatus().conditions());
    }

    public static List<Column<MeetingCluster>> columns(Shell shell) {
        return List.of(
                column(Shown.ALL_NAMESPACES, "NAMESPACE", it -> Cell.of(it.namespace())),
                column(Shown.ALWAYS, "CLUSTER", it -> Cell.of(it.name())),
                Column.of("READY", it -> standing(it).readyCell()),
                column(Shown.ALWAYS, "REASON", it -> Cell.of(it.reason())),
                column(Shown.ALWAYS, "SIGNALING", it -> Cell.of(of(it.signalingReady(), it.signaling()))),
                column(Shown.ALWAYS, "ROOMS", it -> Cell.of(it.rooms())),
                column(Shown.ALWAYS, "PARTICIPANTS", it -> Cell.of(it.participants())),
                column(Shown.ALWAYS, "VERSION", it -> Cell.of(it.version())),
                column(Shown.WIDE, "URL", it -> Cell.of(it.url())),
                column(Shown.ALWAYS, "AGE", it -> Cell.of(shell.age(it.createdAt()))));
    }

    private static Column<MeetingCluster> column(Shown shown, String title, Function<ClusterLine, Cell> cell) {
        return Column.when(shown, title, it -> cell.apply(of(it)));
    }

    /// `2/3`: two of three.
    static @Nullable String of(@Nullable Integer part, @Nullable Integer whole) {
        return part == null || whole == null ? null : part + "/" + whole;
    }
}
