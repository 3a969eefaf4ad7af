package dev.parley.kubectl.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.edge.RegionEdgeStatus.Node;
import dev.parley.crds.schema.Moment;
import dev.parley.kubectl.kube.Fleet;
import dev.parley.kubectl.print.Cell;
import dev.parley.kubectl.print.Column;
import dev.parley.kubectl.print.Column.Shown;
import dev.parley.kubectl.print.Shell;
import dev.parley.kubectl.print.Tone;
import dev.parley.kubectl.signaling.Told;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A media node in a line.
///
/// @param live what signaling hears of it; absent where it was not asked, or knows no such node
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeLine(
        String namespace,
        String name,
        String edge,
        String region,
        NodePhase phase,
        @Nullable String cause,
        @Nullable Integer loadPercent,
        @Nullable Integer rooms,
        @Nullable Integer participants,
        @Nullable String machine,
        @Nullable String version,
        @Moment @Nullable Instant drainStartedAt,
        @Moment @Nullable Instant drainDeadline,
        Told.@Nullable SeenNode live) {

    private static final int PERCENT = 100;

    public static NodeLine of(Fleet.Member member, Told.@Nullable SeenNode live) {
        Node node = member.node();
        return new NodeLine(
                member.namespace(),
                node.name(),
                member.edge().getMetadata().getName(),
                member.edge().getSpec().region(),
                node.phase(),
                node.reason(),
                node.loadPercent(),
                node.rooms(),
                node.participants(),
                node.host(),
                node.version(),
                node.drainStartedAt(),
                node.drainDeadline(),
                live);
    }

    public static Tone tone(NodePhase phase) {
        return switch (phase) {
            case ACTIVE -> Tone.GOOD;
            case STARTING, CORDONED, DRAINING, DRAINED, DELETED -> Tone.BUSY;
            case LOST -> Tone.BAD;
        };
    }

    public static List<Column<NodeLine>> columns(Shell shell) {
        return List.of(
                Column.when(Shown.ALL_NAMESPACES, "NAMESPACE", it -> Cell.of(it.namespace())),
                Column.of("NODE", it -> Cell.of(it.name())),
                Column.of("EDGE", it -> Cell.of(it.edge())),
                Column.of("PHASE", it -> Cell.of(Words.of(it.phase()), tone(it.phase()))),
                Column.of("CAUSE", it -> Cell.of(it.cause())),
                Column.of("LOAD", it -> Cell.percent(it.loadPercent())),
                Column.of("ROOMS", it -> Cell.of(it.rooms())),
                Column.of("PARTICIPANTS", it -> Cell.of(it.participants())),
                Column.when(Shown.WIDE, "REGION", it -> Cell.of(it.region())),
                Column.when(Shown.WIDE, "MACHINE", it -> Cell.of(it.machine())),
                Column.when(Shown.WIDE, "VERSION", it -> Cell.of(it.version())),
                Column.when(Shown.WIDE, "DRAINING-FOR", it -> age(it.drainStartedAt(), shell)),
                Column.when(Shown.WIDE, "ENDS-IN", it -> left(it.drainDeadline(), shell)),
                Column.when(Shown.LIVE, "LINK", NodeLine::link),
                Column.when(Shown.LIVE, "LOAD-NOW", it -> Cell.percent(now(it.live()))),
                Column.when(
                        Shown.LIVE,
                        "ROOMS-NOW",
                        it -> Cell.of(it.live() == null ? null : it.live().rooms())),
                Column.when(
                        Shown.LIVE,
                        "SESSIONS-NOW",
                        it -> Cell.of(it.live() == null ? null : it.live().sessions())));
    }

    private static Cell age(@Nullable Instant since, Shell shell) {
        return since == null ? Cell.of(null) : Cell.of(shell.age(since));
    }

    private static Cell left(@Nullable Instant until, Shell shell) {
        return until == null ? Cell.of(null) : Cell.of(shell.left(until));
    }

    private static Cell link(NodeLine line) {
        Told.SeenNode live = line.live();
        if (live == null) {
            return Cell.of("unknown", Tone.BAD);
        }
        if (live.lost()) {
            return Cell.of("lost", Tone.BAD);
        }
        return live.linked() ? Cell.of("up", Tone.GOOD) : Cell.of("down", Tone.BAD);
    }

    private static @Nullable Integer now(Told.@Nullable SeenNode live) {
        Double load = live == null ? null : live.load();
        return load == null ? null : (int) Math.round(load * PERCENT);
    }
}
