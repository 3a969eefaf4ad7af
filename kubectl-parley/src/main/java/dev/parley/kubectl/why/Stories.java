package dev.parley.kubectl.why;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RecordingJob;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.conditions.Condition;
import dev.parley.crds.conditions.ConditionType;
import dev.parley.crds.edge.RegionEdgeStatus;
import dev.parley.crds.edge.RegionEdgeStatus.Node;
import dev.parley.kubectl.kube.Fleet;
import dev.parley.kubectl.print.Ages;
import dev.parley.kubectl.view.ClusterLine;
import dev.parley.kubectl.view.EdgeLine;
import dev.parley.kubectl.view.RecordingLine;
import dev.parley.kubectl.view.Standing;
import dev.parley.kubectl.view.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Resources as sentences. What they say is what is written down of them; nothing is guessed.
public final class Stories {
    private final Instant now;

    public Stories(Instant now) {
        this.now = now;
    }

    public Story cluster(MeetingCluster cluster, List<Story.Happening> events) {
        var metadata = cluster.getMetadata();
        Standing standing = ClusterLine.standing(cluster);
        var sentences = new ArrayList<>(standing("MeetingCluster " + metadata.getName(), standing));
        stale(sentences, metadata.getGeneration(), standing);
        var status = cluster.getStatus();
        if (status != null) {
            if (status.signaling() != null) {
                sentences.add("%d of %s ready."
                        .formatted(
                                status.signaling().readyReplicas(),
                                Words.count(status.signaling().replicas(), "signaling instance")));
            }
            status.regions().stream()
                    .filter(it -> it.activeNodes() < it.nodes())
                    .forEach(it -> sentences.add("Region %s has %d of %s; kubectl parley why re/%s says why."
                            .formatted(it.name(), it.activeNodes(), Words.count(it.nodes(), "node"), it.edge())));
        }
        return new Story(
                "MeetingCluster " + metadata.getName(),
                sentences,
                events,
                Advice.cluster(standing.reason()).stream().toList());
    }

    public Story edge(RegionEdge edge, List<Story.Happening> events) {
        var metadata = edge.getMetadata();
        Standing standing = EdgeLine.standing(edge);
        var sentences = new ArrayList<>(standing("RegionEdge " + metadata.getName(), standing));
        stale(sentences, metadata.getGeneration(), standing);
        RegionEdgeStatus status = edge.getStatus();
        if (status != null) {
            status.nodes().stream().filter(it -> isWorthTelling(it)).forEach(it -> sentences.add(node(it)));
            if (status.scaling() != null) {
                sentences.add("The autoscaler wishes for %s, as it has for %s: %s."
                        .formatted(
                                Words.count(status.scaling().wanted(), "node"),
                                ago(status.scaling().decidedAt()),
                                status.scaling().reason()));
            }
        }
        var advice = new ArrayList<>(
                Advice.edge(standing.reason(), metadata.getName()).stream().toList());
        return new Story("RegionEdge " + metadata.getName(), sentences, events, advice);
    }

    public Story node(Fleet.Member member, List<Story.Happening> events) {
        Node node = member.node();
        var sentences = new ArrayList<String>();
        sentences.add(node(node));
        sentences.add("It belongs to RegionEdge %s%s%s."
                .formatted(
                        member.edge().getMetadata().getName(),
                        node.host() == null ? "" : ", runs on machine " + node.host(),
                        node.version() == null ? "" : " and is of release " + node.version()));
        var advice = new ArrayList<String>();
        String cause = node.reason();
        if (cause != null) {
            advice.add(
                    Causes.isAsked(cause)
                            ? "kubectl parley uncordon " + node.name() + ", if it is to take rooms again"
                            : Causes.end(cause, Objects.requireNonNullElse(node.host(), "MACHINE")));
        }
        return new Story("node " + node.name(), sentences, events, advice);
    }

    public Story recording(RecordingJob job, List<Story.Happening> events) {
        RecordingLine line = RecordingLine.of(job);
        Standing standing = RecordingLine.standing(job);
        var sentences = new ArrayList<String>();
        sentences.add("RecordingJob %s of room %s is %s%s."
                .formatted(
                        line.name(),
                        line.room(),
                        Words.of(line.phase()),
                        line.stop() && !line.isOver() ? " and was stopped" : ""));
        var status = job.getStatus();
        if (status == null || status.failure() == null) {
            sentences.addAll(standing("RecordingJob " + line.name(), standing));
        } else {
            sentences.add("It failed: " + sentence(status.failure().message()) + " ("
                    + status.failure().reason() + ").");
        }
        if (status != null) {
            status.outputs().forEach(it -> sentences.add("What came of it: " + it.name() + " at " + it.url() + "."));
        }
        return new Story(
                "RecordingJob " + line.name(),
                sentences,
                events,
                Advice.recording(standing.reason()).stream().toList());
    }

    /// One that takes rooms is not.
    private static boolean isWorthTelling(Node node) {
        return switch (node.phase()) {
            case ACTIVE -> node.reason() != null;
            case STARTING, CORDONED, DRAINING, DRAINED, DELETED, LOST -> true;
        };
    }

    private String node(Node node) {
        String why = node.reason() == null ? "" : ", because " + Causes.because(node.reason());
        return "Node " + node.name() + " " + deed(node) + why + "." + rest(node);
    }

    private static String deed(Node node) {
        return switch (node.phase()) {
            case STARTING -> "is not ready yet";
            case ACTIVE -> "takes rooms";
            case CORDONED -> "takes no new rooms and keeps those it has";
            case DRAINING -> "gives away its rooms";
            case DRAINED -> "has no rooms any more";
            case DELETED -> "goes: its pod is deleted";
            case LOST -> "is lost: it died or fell silent, and its sessions went on elsewhere";
        };
    }

    private String rest(Node node) {
        String there = node.rooms() == null || node.participants() == null
                ? ""
                : " It has " + Words.count(node.rooms(), "room") + " with "
                        + Words.count(node.participants(), "participant") + ".";
        if (node.drainStartedAt() == null || node.drainDeadline() == null) {
            return there;
        }
        Duration left = Duration.between(now, node.drainDeadline());
        String deadline = left.isNegative()
                ? "its deadline was over " + Ages.of(left.negated()) + " ago"
                : "what is still there in " + Ages.of(left) + " is ended";
        return there + " Its drain began " + ago(node.drainStartedAt()) + " ago; " + deadline + ".";
    }

    private List<String> standing(String subject, Standing standing) {
        Condition ready = standing.of(ConditionType.READY).orElse(null);
        if (ready == null) {
            return List.of(subject + " was not looked at by an operator yet.");
        }
        String how = standing.isReady() ? "has been ready" : "has not been ready";
        return List.of("%s %s for %s%s (%s): %s."
                .formatted(
                        subject,
                        how,
                        ago(ready.lastTransitionTime()),
                        more(standing),
                        ready.reason(),
                        sentence(ready.message())));
    }

    private String more(Standing standing) {
        return standing.of(ConditionType.STALLED)
                .map(it -> ", and for " + ago(it.lastTransitionTime()) + " cannot go on by itself")
                .or(() -> standing.of(ConditionType.RECONCILING)
                        .map(it -> ", and for " + ago(it.lastTransitionTime()) + " on its way to what its spec wishes"))
                .orElse("");
    }

    /// What is written down speaks of an older spec.
    private static void stale(List<String> sentences, long generation, Standing standing) {
        standing.of(ConditionType.READY)
                .filter(it -> it.observedGeneration() < generation)
                .ifPresent(_ -> sentences.add(
                        "Its spec was changed since; the operator has not looked at that yet, or does not run."));
    }

    private String ago(Instant then) {
        return Ages.of(Duration.between(then, now));
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
