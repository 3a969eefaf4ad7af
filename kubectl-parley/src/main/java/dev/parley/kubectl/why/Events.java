package dev.parley.kubectl.why;

import dev.parley.kubectl.kube.Kube;
import dev.parley.kubectl.why.Story.Happening;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Events of something, as they are kept: for an hour, where nobody set that otherwise.
public final class Events {
    private final Kube kube;

    public Events(Kube kube) {
        this.kube = kube;
    }

    public List<Happening> of(String kind, String namespace, String name) {
        return told(read(kind, namespace, name).stream());
    }

    /// What its RegionEdge says of a node, and what Kubernetes says of its pod.
    public List<Happening> ofNode(String namespace, String edge, String node) {
        return told(Stream.concat(
                read("RegionEdge", namespace, edge).stream().filter(it -> speaksOf(it, node)),
                read("Pod", namespace, node).stream()));
    }

    private List<Event> read(String kind, String namespace, String name) {
        return kube.client()
                .events()
                .v1()
                .events()
                .inNamespace(namespace)
                .withField("regarding.kind", kind)
                .withField("regarding.name", name)
                .list()
                .getItems();
    }

    /// Notes about a node begin with its name, or name it after its kind.
    private static boolean speaksOf(Event event, String node) {
        String note = event.getNote() == null ? "" : event.getNote();
        return note.equals(node) || note.startsWith(node + ":") || note.contains(" " + node + ":");
    }

    private static List<Happening> told(Stream<Event> events) {
        var told = new ArrayList<Happening>();
        events.map(Events::happening)
                .sorted(Comparator.comparing(it -> it.at() == null ? Instant.MIN : it.at()))
                .forEach(it -> add(told, it));
        return told;
    }

    /// What is said again is said once, with the time of the last.
    private static void add(List<Happening> told, Happening next) {
        Happening last = told.isEmpty() ? null : told.getLast();
        if (last != null && last.reason().equals(next.reason()) && last.note().equals(next.note())) {
            told.removeLast();
            told.add(new Happening(next.at(), next.warning(), next.reason(), next.note(), last.times() + next.times()));
        } else {
            told.add(next);
        }
    }

    private static Happening happening(Event event) {
        var series = event.getSeries();
        return new Happening(
                at(event),
                "Warning".equals(event.getType()),
                event.getReason(),
                event.getNote() == null ? "" : event.getNote(),
                series == null || series.getCount() == null ? 1 : series.getCount());
    }

    /// Old and new ways to tell the time of an Event.
    private static @Nullable Instant at(Event event) {
        MicroTime last = event.getSeries() == null ? null : event.getSeries().getLastObservedTime();
        if (last != null && last.getTime() != null) {
            return Instant.parse(last.getTime());
        }
        if (event.getDeprecatedLastTimestamp() != null) {
            return Instant.parse(event.getDeprecatedLastTimestamp());
        }
        MicroTime first = event.getEventTime();
        return first == null || first.getTime() == null ? null : Instant.parse(first.getTime());
    }
}
