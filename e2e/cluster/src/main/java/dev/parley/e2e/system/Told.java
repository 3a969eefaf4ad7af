package dev.parley.e2e.system;

import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// The Events of a run.
public final class Told {
    private Told() {}

    /// The reasons of what the operator has told of the RegionEdge since then.
    public static Set<String> since(Installation installation, Instant then) {
        return installation
                .client()
                .events()
                .v1()
                .events()
                .inNamespace(installation.namespace())
                .list()
                .getItems()
                .stream()
                .filter(it -> it.getRegarding() != null
                        && "RegionEdge".equals(it.getRegarding().getKind()))
                .filter(it -> it.getEventTime() != null && !time(it).isBefore(then))
                .sorted(java.util.Comparator.comparing(Told::time))
                .map(Event::getReason)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Instant time(Event event) {
        return Instant.parse(event.getEventTime().getTime());
    }
}
