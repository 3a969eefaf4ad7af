package dev.parley.e2e.stage;

import dev.parley.crds.RecordingJob;
import dev.parley.crds.conditions.Condition;
import dev.parley.crds.conditions.ConditionType;
import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.edge.RegionEdgeStatus;
import dev.parley.e2e.machines.Faults;
import dev.parley.e2e.machines.NotOursException;
import dev.parley.e2e.machines.Programs;
import dev.parley.e2e.report.Row;
import dev.parley.e2e.system.Diary;
import dev.parley.e2e.system.Installation;
import dev.parley.e2e.system.MediaPods;
import dev.parley.loadtest.chaos.Crowd;
import dev.parley.loadtest.chaos.Spread;
import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.node.Patience;
import dev.parley.room.NodeId;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Parley in a cluster with meetings under way: what a trial does something to.
public final class Stage {
    /// What happens is over, and everybody has media again by then.
    private static final Duration MEDIA = Duration.ofSeconds(30);
    /// Everybody is in the room again by then; the grace time of a participant is 20 s.
    private static final Duration PLACES = Duration.ofSeconds(30);
    /// A pod that is new, on a machine that has other work.
    private static final Duration SETTLED = Duration.ofMinutes(4);
    private static final Duration CALM = Duration.ofSeconds(2);
    /// An operator that has just begun to lead is late for what takes a second. Nodes that are new have copies by then.
    private static final Duration LOOKED = Duration.ofSeconds(10);
    /// Copies of sessions that were moved are at their keepers again.
    private static final Duration COPIES = Duration.ofSeconds(5);

    private final Tools tools;
    private final Installation installation;
    private final Diary diary;
    private final Size size;
    private Optional<Gathering> gathering = Optional.empty();

    /// What works on it.
    public record Tools(Programs programs, Faults faults, Progress progress, Patience patience, LongSupplier clock) {}

    /// How large all of it is.
    ///
    /// @param nodes media nodes
    public record Size(int nodes, Gathering.Size people) {}

    public Stage(Tools tools, Installation installation, Diary diary, Size size) {
        this.tools = tools;
        this.installation = installation;
        this.diary = diary;
        this.size = size;
    }

    public Tools tools() {
        return tools;
    }

    public Installation installation() {
        return installation;
    }

    public Diary diary() {
        return diary;
    }

    public MediaPods pods() {
        return new MediaPods(installation);
    }

    public int nodes() {
        return size.nodes();
    }

    public long nowNs() {
        return tools.clock().getAsLong();
    }

    // --- meetings ------------------------------------------------------------------------------------------------

    public void begin(List<Venue> venues) throws IOException, InterruptedException {
        tools.progress()
                .now("%d people come into %d rooms"
                        .formatted(size.people().participants(), size.people().rooms()));
        Gathering begun = Gathering.begin(venues, size.people(), tools.patience(), tools.clock());
        gathering = Optional.of(begun);
        tools.progress().watch(begun);
    }

    /// Everybody leaves, if anybody came.
    public void end() throws InterruptedException {
        if (gathering.isPresent()) {
            gathering.get().end();
        }
    }

    public Gathering people() {
        return gathering.orElseThrow();
    }

    /// Rooms at all nodes, as evenly as they can be: whatever goes has some.
    public void spread() throws InterruptedException {
        long untilNs = nowNs() + MEDIA.toNanos();
        while (nowNs() < untilNs) {
            try {
                evenOut();
                return;
            } catch (IOException away) {
                // A signaling instance that is being started again, or a node that was not met yet.
                tools.patience().pass(CALM);
            }
        }
        tools.progress().say("rooms are left where they are");
    }

    private void evenOut() throws IOException, InterruptedException {
        var spread = new Spread(people().venue(), people().crowd().rooms(), active());
        List<Spread.Order> orders = spread.due();
        if (!orders.isEmpty()) {
            tools.progress().say(orders.size() + " rooms are moved, so that all nodes have some");
            spread.order(orders, tools.patience());
            tools.patience().pass(COPIES);
        }
    }

    private List<NodeId> active() {
        return diary.nodes().stream()
                .filter(it -> it.phase() == NodePhase.ACTIVE)
                .map(it -> new NodeId(it.name()))
                .toList();
    }

    // --- measuring -----------------------------------------------------------------------------------------------

    /// Something that is done to the system, and over when this returns what there is to tell of it.
    public interface Happening {
        String now() throws IOException, InterruptedException;
    }

    /// Does it while people meet, and sees what it costs them.
    public Row during(String name, Happening happening) throws IOException, InterruptedException {
        Crowd crowd = people().crowd();
        // A hole that was there before is none of this.
        boolean wasWell = people().hasMedia(MEDIA);
        tools.patience().pass(CALM);
        var offers = crowd.offers();
        long fromNs = nowNs();
        var holes = new Holes(crowd, fromNs);
        tools.progress().measure(Optional.of(holes));
        tools.progress().now(name);
        var wrong = new ArrayList<String>();
        if (!wasWell) {
            wrong.add("no media before: " + people().silent());
        }
        String remark = "";
        try {
            remark = happening.now();
        } catch (NotOursException notHere) {
            tools.progress().say(name + ": skipped, " + notHere.why());
            return new Row.Skipped(name, notHere.why());
        } catch (IOException failure) {
            wrong.add(String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
            tools.progress().say(String.valueOf(failure.getMessage()));
        } finally {
            tools.progress().measure(Optional.empty());
        }
        double seconds = (nowNs() - fromNs) / 1e9;
        if (!people().hasMedia(MEDIA)) {
            wrong.add("no media: " + people().silent());
        }
        wrong.addAll(people().lost(PLACES));
        long toNs = nowNs();
        holes.look(toNs);
        Row row = new Row.Measured(
                name,
                seconds,
                holes.sound(),
                holes.picture(),
                Crowd.reopened(crowd.members(), offers),
                tools.progress().stallNs(fromNs, toNs),
                wrong,
                remark);
        tools.progress().say(row.line());
        tools.progress().course(fromNs, diary.since(fromNs), holes.noticed());
        return row;
    }

    // --- waiting -------------------------------------------------------------------------------------------------

    /// Until it is so.
    ///
    /// @throws IOException when it is not in time, with what the RegionEdge says of itself
    public void await(String what, BooleanSupplier so, Duration most) throws IOException, InterruptedException {
        if (!tools.patience().until(() -> isSo(so), most)) {
            throw new IOException("not within %d s: %s; %s".formatted(most.toSeconds(), what, words()));
        }
    }

    /// An API server that is away for a moment is asked again.
    private static boolean isSo(BooleanSupplier so) {
        try {
            return so.getAsBoolean();
        } catch (io.fabric8.kubernetes.client.KubernetesClientException away) {
            return false;
        }
    }

    /// Until the region is as its spec wishes.
    public void awaitSettled(int wished) throws IOException, InterruptedException {
        await(wished + " nodes that take rooms, and nothing under way", () -> isSettled(wished), SETTLED);
    }

    public boolean isSettled(int wished) {
        List<RegionEdgeStatus.Node> nodes = diary.nodes();
        return nodes.size() == wished
                && nodes.stream().allMatch(it -> it.phase() == NodePhase.ACTIVE)
                && isReady()
                && pods().all().stream().allMatch(it -> isKnown(it, nodes));
    }

    /// Whether what the RegionEdge says is of this very pod, and it is not on its way out.
    private static boolean isKnown(Pod pod, List<RegionEdgeStatus.Node> nodes) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && nodes.stream().anyMatch(it -> pod.getMetadata().getUid().equals(it.uid()));
    }

    /// Whether what the RegionEdge says of itself is of its latest form, and that it is ready.
    private boolean isReady() {
        var edge = diary.edge();
        return edge.isPresent()
                && diary.conditions().stream()
                        .anyMatch(it -> it.type() == ConditionType.READY
                                && it.status() == Condition.Status.TRUE
                                && it.observedGeneration()
                                        == edge.get().getMetadata().getGeneration()
                                && it.reason().equals("AsWished"));
    }

    /// The operator runs on this machine when this returns, leads and has looked around: without it nodes would go as
    /// well, and nobody would tell.
    public void keepOperatorAt(String machine) throws IOException, InterruptedException {
        installation.keepOperatorAt(machine);
        await("an operator that leads", () -> pods().operators().stream().allMatch(this::leads), SETTLED);
        tools.patience().pass(LOOKED);
    }

    private boolean leads(Pod pod) {
        return installation.leader().equals(pod.getMetadata().getName());
    }

    /// Why it is stalled, if it is.
    public Optional<String> stalled() {
        return diary.conditions().stream()
                .filter(it -> it.type() == ConditionType.STALLED && it.status() == Condition.Status.TRUE)
                .map(Condition::reason)
                .findFirst();
    }

    /// What the RecordingJob says, where recording is off.
    public String recording() {
        return installation
                .client()
                .resources(RecordingJob.class)
                .inNamespace(installation.namespace())
                .list()
                .getItems()
                .stream()
                .map(it -> "RecordingJob: "
                        + (it.getStatus() == null
                                ? "nothing told"
                                : it.getStatus().conditions().stream()
                                        .map(one -> one.type() + " " + one.status() + " " + one.reason())
                                        .collect(java.util.stream.Collectors.joining(", "))))
                .findFirst()
                .orElse("");
    }

    /// The node with the most rooms.
    public String fullest() throws IOException {
        return diary.nodes().stream()
                .filter(it -> it.phase() == NodePhase.ACTIVE)
                .max(Comparator.comparingInt(it -> it.rooms() == null ? 0 : it.rooms()))
                .orElseThrow(() -> new IOException("no node takes rooms; " + words()))
                .name();
    }

    private String words() {
        return diary.nodes().stream()
                        .map(it -> it.name() + " " + Diary.word(it.phase()))
                        .toList()
                + " "
                + diary.conditions().stream()
                        .map(it -> it.type() + " " + it.status() + " " + it.reason() + ": " + it.message())
                        .toList();
    }
}
