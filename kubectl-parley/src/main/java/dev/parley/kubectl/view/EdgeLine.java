package dev.parley.kubectl.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.edge.RegionEdgeStatus;
import dev.parley.crds.schema.Moment;
import dev.parley.kubectl.print.Cell;
import dev.parley.kubectl.print.Column;
import dev.parley.kubectl.print.Column.Shown;
import dev.parley.kubectl.print.Shell;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A RegionEdge in a line.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EdgeLine(
        String namespace,
        String name,
        String cluster,
        String region,
        @Nullable Boolean ready,
        String reason,
        String message,
        int nodes,
        @Nullable Integer activeNodes,
        @Nullable Integer loadPercent,
        @Nullable Integer rooms,
        @Nullable Integer participants,
        @Nullable String version,
        @Nullable Long ringEpoch,
        @Moment Instant createdAt) {

    public static EdgeLine of(RegionEdge edge) {
        var metadata = edge.getMetadata();
        RegionEdgeStatus status = edge.getStatus();
        Standing standing = standing(edge);
        return new EdgeLine(
                metadata.getNamespace(),
                metadata.getName(),
                edge.getSpec().clusterRef().name(),
                edge.getSpec().region(),
                standing.isKnown() ? standing.isReady() : null,
                standing.reason(),
                standing.message(),
                edge.getSpec().replicas(),
                status == null ? null : status.activeNodes(),
                status == null ? null : status.loadPercent(),
                status == null ? null : status.rooms(),
                status == null ? null : status.participants(),
                status == null ? null : status.version(),
                status == null ? null : status.ringEpoch(),
                Instant.parse(metadata.getCreationTimestamp()));
    }

    public static Standing standing(RegionEdge edge) {
        return new Standing(
                edge.getStatus() == null ? List.of() : edge.getStatus().conditions());
    }

    public static List<Column<RegionEdge>> columns(Shell shell) {
        return List.of(
                column(Shown.ALL_NAMESPACES, "NAMESPACE", it -> Cell.of(it.namespace())),
                column(Shown.ALWAYS, "EDGE", it -> Cell.of(it.name())),
                column(Shown.ALWAYS, "CLUSTER", it -> Cell.of(it.cluster())),
                column(Shown.ALWAYS, "REGION", it -> Cell.of(it.region())),
                Column.of("READY", it -> standing(it).readyCell()),
                column(Shown.ALWAYS, "REASON", it -> Cell.of(it.reason())),
                column(Shown.ALWAYS, "NODES", it -> Cell.of(ClusterLine.of(it.activeNodes(), it.nodes()))),
                column(Shown.ALWAYS, "LOAD", it -> Cell.percent(it.loadPercent())),
                column(Shown.ALWAYS, "ROOMS", it -> Cell.of(it.rooms())),
                column(Shown.ALWAYS, "PARTICIPANTS", it -> Cell.of(it.participants())),
                column(Shown.WIDE, "VERSION", it -> Cell.of(it.version())),
                column(Shown.WIDE, "RING", it -> Cell.of(it.ringEpoch())),
                column(Shown.ALWAYS, "AGE", it -> Cell.of(shell.age(it.createdAt()))));
    }

    private static Column<RegionEdge> column(Shown shown, String title, Function<EdgeLine, Cell> cell) {
        return Column.when(shown, title, it -> cell.apply(of(it)));
    }
}
