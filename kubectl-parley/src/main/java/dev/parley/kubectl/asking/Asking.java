package dev.parley.kubectl.asking;

import dev.parley.crds.Parley;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.edge.RegionEdgeStatus.Node;
import dev.parley.kubectl.kube.Changes;
import dev.parley.kubectl.kube.Fleet;
import dev.parley.kubectl.kube.Kube;
import dev.parley.kubectl.kube.Mistake;
import dev.parley.kubectl.print.Ages;
import dev.parley.kubectl.print.Shell;
import dev.parley.kubectl.view.NodeLine;
import dev.parley.kubectl.view.Words;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks nodes, and waits until it is done.
public final class Asking {
    /// An operator that runs acts within a second or two. After so long without a change somebody should
    /// know.
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Kube kube;
    private final Shell shell;

    public Asking(Kube kube, Shell shell) {
        this.kube = kube;
        this.shell = shell;
    }

    public void ask(Fleet.Member member, Ask ask) {
        Pod pod = kube.at(Pod.class, member.namespace(), member.name()).get();
        if (pod == null) {
            throw new Mistake("pod: none named " + member.name() + " in namespace " + member.namespace()
                    + " (expected: the node's own; kubectl parley why " + member.name() + ")");
        }
        Map<String, String> annotations =
                Optional.ofNullable(pod.getMetadata().getAnnotations()).orElse(Map.of());
        if (Objects.equals(annotations.get(Parley.WISH_ANNOTATION), ask.word())) {
            shell.say("node/" + member.name() + " unchanged: " + already(member, ask));
            return;
        }
        String word = ask.word() == null ? "null" : "\"" + ask.word() + "\"";
        kube.merge(
                kube.at(Pod.class, member.namespace(), member.name()),
                "{\"metadata\":{\"annotations\":{\"%s\":%s}}}".formatted(Parley.WISH_ANNOTATION, word));
        shell.say("node/" + member.name() + " is asked to " + ask.deed());
    }

    private static String already(Fleet.Member member, Ask ask) {
        String cause = member.node().reason();
        if (ask == Ask.NOTHING && cause != null) {
            return "nothing was asked of it, it is " + Words.of(member.node().phase()) + " for another cause, " + cause
                    + " (kubectl parley why " + member.name() + ")";
        }
        return ask == Ask.NOTHING ? "nothing was asked of it" : "it is already asked to " + ask.deed();
    }

    /// Tells each step. Fails when it takes longer than the patience, where there is one, and when the node
    /// is lost.
    public void await(Fleet.Member member, Ask ask, Duration patience) throws InterruptedException {
        Instant begin = shell.clock().instant();
        var edge = kube.at(
                RegionEdge.class,
                member.namespace(),
                member.edge().getMetadata().getName());
        String uid = member.node().uid();
        String told = "";
        try (var changes = new Changes<>(edge)) {
            while (true) {
                var change = changes.next(left(begin, patience));
                if (change == null) {
                    silence(member, ask, begin, patience);
                    continue;
                }
                Node now = change.gone() ? null : Fleet.find(change.object(), member.name());
                String line = line(member.name(), now);
                if (!line.equals(told)) {
                    told = line;
                    shell.say(line);
                }
                if (ask.isDone(uid, now)) {
                    return;
                }
                if (now != null && now.phase() == NodePhase.LOST) {
                    throw new Mistake("node " + member.name() + ": Lost (expected: " + Words.of(ask.end())
                            + "; kubectl parley why " + member.name() + ")");
                }
            }
        }
    }

    private Duration left(Instant begin, Duration patience) {
        if (patience.isZero()) {
            return SILENCE;
        }
        Duration left = patience.minus(Duration.between(begin, shell.clock().instant()));
        return left.compareTo(SILENCE) < 0 ? left : SILENCE;
    }

    private void silence(Fleet.Member member, Ask ask, Instant begin, Duration patience) {
        Duration waited = Duration.between(begin, shell.clock().instant());
        if (!patience.isZero() && waited.compareTo(patience) >= 0) {
            throw new Mistake("node " + member.name() + ": not " + Words.of(ask.end()) + " after " + Ages.of(patience)
                    + " (expected: sooner; it goes on, and kubectl parley why " + member.name() + " says how)");
        }
        shell.remark(
                "still waiting after " + Ages.of(waited) + "; kubectl parley why " + member.name() + " says what for");
    }

    private String line(String name, @Nullable Node node) {
        if (node == null) {
            return "node/" + name + " is gone";
        }
        var line = new StringBuilder("node/" + name + " ");
        line.append(shell.paint(NodeLine.tone(node.phase()), Words.of(node.phase())));
        if (node.reason() != null) {
            line.append(" (").append(node.reason()).append(')');
        }
        if (node.rooms() != null && node.participants() != null) {
            line.append(", ").append(Words.count(node.rooms(), "room"));
            line.append(", ").append(Words.count(node.participants(), "participant"));
        }
        if (node.phase() == NodePhase.DRAINING && node.drainDeadline() != null) {
            line.append(", until ").append(node.drainDeadline());
        }
        return line.toString();
    }
}
