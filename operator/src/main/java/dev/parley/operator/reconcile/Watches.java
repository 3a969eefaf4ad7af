package dev.parley.operator.reconcile;

import dev.parley.operator.apply.Owned;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a kind of resource owns, kept up to date by one watch for each kind of object.
final class Watches<P extends HasMetadata> {
    private final Map<Class<?>, InformerEventSource<? extends HasMetadata, P>> sources = new LinkedHashMap<>();
    private final EventSourceContext<P> context;
    private final String selector;

    Watches(EventSourceContext<P> context, String selector) {
        this.context = context;
        this.selector = selector;
    }

    /// Objects of a kind, found by their owner.
    <R extends HasMetadata> Watches<P> on(Class<R> kind) {
        return on(configuration(kind).build(), kind);
    }

    <R extends HasMetadata> Watches<P> on(InformerEventSourceConfiguration<R> configuration, Class<R> kind) {
        sources.put(kind, new InformerEventSource<>(configuration, context));
        return this;
    }

    <R extends HasMetadata> InformerEventSourceConfiguration.Builder<R> configuration(Class<R> kind) {
        return InformerEventSourceConfiguration.from(kind, context.getPrimaryResourceClass())
                .withName(kind.getSimpleName())
                .withLabelSelector(selector)
                .withNamespacesInheritedFromController();
    }

    /// All resources of this kind, as they are known here.
    Stream<P> primaries() {
        return context.getPrimaryCache().list();
    }

    List<EventSource<?, P>> sources() {
        return List.copyOf(sources.values());
    }

    <R extends HasMetadata> Stream<R> all(Class<R> kind, P primary) {
        return source(kind).getSecondaryResources(primary).stream();
    }

    @SuppressWarnings("unchecked") // as they were put
    <R extends HasMetadata> InformerEventSource<R, P> source(Class<R> kind) {
        var source = sources.get(kind);
        if (source == null) {
            throw new IllegalArgumentException(kind.getSimpleName() + " is not watched");
        }
        return (InformerEventSource<R, P>) source;
    }

    /// What is owned by a resource. `optional`: kinds that not every Kubernetes has, and so are asked for
    /// and not watched. `kinds`: those of the watched that the resource owns.
    Owned owned(P primary, List<HasMetadata> optional, List<Class<? extends HasMetadata>> kinds) {
        return new Mine(primary, optional, kinds);
    }

    private final class Mine implements Owned {
        private final P primary;
        private final List<Class<? extends HasMetadata>> kinds;
        private final Map<String, HasMetadata> optional = new HashMap<>();

        Mine(P primary, List<HasMetadata> optional, List<Class<? extends HasMetadata>> kinds) {
            this.primary = primary;
            this.kinds = kinds;
            KubernetesClient client = context.getClient();
            for (HasMetadata object : optional) {
                HasMetadata there = client.resource(object).get();
                if (there != null) {
                    this.optional.put(key(object), there);
                }
            }
        }

        @Override
        public Optional<HasMetadata> find(HasMetadata wished) {
            var source = sources.get(wished.getClass());
            return source == null
                    ? Optional.ofNullable(optional.get(key(wished)))
                    : source.get(ResourceID.fromResource(wished)).map(HasMetadata.class::cast);
        }

        @Override
        public Collection<HasMetadata> all() {
            var all = new ArrayList<HasMetadata>(optional.values());
            kinds.forEach(kind -> Watches.this.all(kind, primary).forEach(all::add));
            return all;
        }

        @Override
        public void written(HasMetadata object, Optional<HasMetadata> before) {
            var source = sources.get(object.getClass());
            if (source != null) {
                remember(source, object, before);
            }
        }

        @SuppressWarnings("unchecked") // a source of the object's own class
        private <R extends HasMetadata> void remember(
                InformerEventSource<R, P> source, HasMetadata object, Optional<HasMetadata> before) {
            var id = ResourceID.fromResource(object);
            before.ifPresentOrElse(
                    it -> source.handleRecentResourceUpdate(id, (R) object, (R) it),
                    () -> source.handleRecentResourceCreate(id, (R) object));
        }

        private static String key(HasMetadata object) {
            return object.getKind() + "/" + object.getMetadata().getName();
        }
    }
}
