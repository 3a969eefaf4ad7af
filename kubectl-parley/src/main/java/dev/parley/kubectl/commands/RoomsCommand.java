package dev.parley.kubectl.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.crds.MeetingCluster;
import dev.parley.crds.schema.Moment;
import dev.parley.kubectl.kube.Kube;
import dev.parley.kubectl.kube.Mistake;
import dev.parley.kubectl.options.ClusterOption;
import dev.parley.kubectl.options.KubeOptions;
import dev.parley.kubectl.options.OutputOptions;
import dev.parley.kubectl.print.Cell;
import dev.parley.kubectl.print.Column;
import dev.parley.kubectl.print.Column.Shown;
import dev.parley.kubectl.print.Shell;
import dev.parley.kubectl.print.Table;
import dev.parley.kubectl.print.Tone;
import dev.parley.kubectl.signaling.Rooms;
import dev.parley.kubectl.signaling.SignalingDoor;
import dev.parley.kubectl.signaling.Told;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rooms",
        description = "Show the rooms of a meeting system, or who is in one of them.",
        footer = {"", "Examples:", "  kubectl parley rooms --node eu-media-1", "  kubectl parley rooms standup"})
public final class RoomsCommand implements Callable<Integer> {
    private final Shell shell;
    private final KubeOptions where;

    @Parameters(arity = "0..1", paramLabel = "ROOM", description = "Show who is in this room.")
    private @Nullable String room;

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Option(
            names = "--node",
            paramLabel = "NODE",
            description = "Only rooms at this media node. Like -o wide it asks for each room by itself.")
    private @Nullable String node;

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "500",
            description = "How many rooms are looked at. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--signaling-url", paramLabel = "URL", description = "Ask there, without a port-forward.")
    private @Nullable URI url;

    @Mixin
    private OutputOptions output = new OutputOptions();

    public RoomsCommand(Shell shell, KubeOptions where) {
        this.shell = shell;
        this.where = where;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            String room,
            @Nullable String name,
            int participants,
            @Nullable Integer viewers,
            @Nullable String node,
            @Moment Instant createdAt) {
        static Line of(Told.RoomLine it) {
            return new Line(it.id(), it.name(), it.participants(), null, null, it.createdAt());
        }

        static Line of(Told.Room it) {
            return new Line(
                    it.id(),
                    it.name(),
                    it.participants().size(),
                    it.viewers(),
                    it.media() == null ? null : it.media().node(),
                    it.createdAt());
        }
    }

    @Override
    public Integer call() {
        try (Kube kube = where.open()) {
            MeetingCluster meeting = cluster.of(kube);
            try (var door = SignalingDoor.open(kube, meeting, url)) {
                if (room == null) {
                    list(kube, new Rooms(door));
                } else {
                    one(kube, new Rooms(door), room);
                }
            }
            return 0;
        }
    }

    private void list(Kube kube, Rooms rooms) {
        List<Told.RoomLine> some = rooms.list(limit);
        boolean whole =
                node != null || output.isDocument() || output.shown(kube).contains(Shown.WIDE);
        List<Line> lines = whole
                ? rooms.whole(some).stream()
                        .map(Line::of)
                        .filter(it -> node == null || node.equals(it.node()))
                        .toList()
                : some.stream().map(Line::of).toList();
        if (output.isDocument()) {
            output.print(Map.of("rooms", lines), kube, shell);
        } else if (lines.isEmpty()) {
            shell.remark(node == null ? "No rooms." : "No rooms at node " + node + ".");
        } else {
            var shown = output.shown(kube);
            if (node != null) {
                shown.add(Shown.WIDE);
            }
            new Table<>(roomColumns(), shown, shell).print(lines);
        }
        if (some.size() == limit) {
            shell.remark("These are the first " + limit + " rooms; --limit looks at more.");
        }
    }

    private List<Column<Line>> roomColumns() {
        return List.of(
                Column.of("ROOM", it -> Cell.of(it.room())),
                Column.of("NAME", it -> Cell.of(it.name())),
                Column.of("PARTICIPANTS", it -> Cell.of(it.participants())),
                Column.when(Shown.WIDE, "VIEWERS", it -> Cell.of(it.viewers())),
                Column.when(Shown.WIDE, "NODE", it -> Cell.of(it.node())),
                Column.of("AGE", it -> Cell.of(shell.age(it.createdAt()))));
    }

    private void one(Kube kube, Rooms rooms, String id) {
        Told.Room found = rooms.find(id)
                .orElseThrow(() -> new Mistake("room: " + id + " (expected: one that is open; kubectl parley rooms)"));
        if (output.isDocument()) {
            output.print(found, kube, shell);
            return;
        }
        new Table<>(roomColumns(), Set.of(Shown.WIDE), shell).print(List.of(Line.of(found)));
        if (!found.participants().isEmpty()) {
            shell.say("");
            new Table<>(peopleColumns(), output.shown(kube), shell).print(found.participants());
        }
        if (!found.waiting().isEmpty()) {
            shell.say("");
            shell.say("Waiting to be let in: "
                    + found.waiting().stream().map(Told.Waiting::name).collect(Collectors.joining(", ")));
        }
    }

    private List<Column<Told.Participant>> peopleColumns() {
        return List.of(
                Column.of("PARTICIPANT", it -> Cell.of(it.name())),
                Column.of("IDENTITY", it -> Cell.of(it.identity())),
                Column.of("ROLE", it -> Cell.of(it.role())),
                Column.of("SOCKET", it -> it.connected() ? Cell.of("up", Tone.GOOD) : Cell.of("away", Tone.BUSY)),
                Column.of("TRACKS", it -> Cell.of(tracks(it))),
                Column.when(Shown.WIDE, "BREAKOUT", it -> Cell.of(it.breakout())),
                Column.when(Shown.WIDE, "ID", it -> Cell.of(it.id())),
                Column.of("AGE", it -> Cell.of(shell.age(it.joinedAt()))));
    }

    private static String tracks(Told.Participant participant) {
        return participant.tracks().stream()
                .map(it -> it.source() + (it.muted() ? " (muted)" : ""))
                .collect(Collectors.joining(","));
    }
}
