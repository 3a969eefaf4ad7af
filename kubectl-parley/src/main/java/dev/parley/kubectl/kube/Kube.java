package dev.parley.kubectl.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A cluster, as somebody at a prompt looks at it.
public final class Kube implements AutoCloseable {
    /// Somebody waits. A request that failed is theirs to make again, but one hiccup is forgiven.
    private static final int RETRIES = 1;

    private static final int CONNECT_MS = 10_000;
    private static final int REQUEST_MS = 20_000;

    private static final String DEFAULT = "default";

    private final KubernetesClient client;
    private final String namespace;
    private final boolean allNamespaces;

    private Kube(Config config, boolean allNamespaces) {
        this.client = new KubernetesClientBuilder().withConfig(config).build();
        this.namespace = config.getNamespace() == null ? DEFAULT : config.getNamespace();
        this.allNamespaces = allNamespaces;
    }

    public static Kube open(Where where) {
        var builder = new ConfigBuilder(config(where))
                .withRequestRetryBackoffLimit(RETRIES)
                .withConnectionTimeout(CONNECT_MS)
                .withRequestTimeout(REQUEST_MS);
        if (where.namespace() != null) {
            builder.withNamespace(where.namespace());
        }
        return new Kube(builder.build(), where.allNamespaces());
    }

    private static Config config(Where where) {
        Path file = where.kubeconfig();
        if (file != null && !Files.isReadable(file)) {
            throw new Mistake("kubeconfig: " + file + " (expected: a file that can be read)");
        }
        Config config = read(file, where.context());
        var current = config.getCurrentContext();
        if (where.context() != null && (current == null || !where.context().equals(current.getName()))) {
            String there = config.getContexts().stream().map(it -> it.getName()).collect(Collectors.joining(", "));
            throw new Mistake("context: " + where.context() + " (expected: one of " + there + ")");
        }
        return config;
    }

    private static Config read(@Nullable Path file, @Nullable String context) {
        try {
            return file == null ? Config.autoConfigure(context) : Config.fromKubeconfig(context, file.toFile());
        } catch (KubernetesClientException unreadable) {
            throw new Mistake("kubeconfig: " + unreadable.getMessage() + " (expected: YAML as kubectl writes it)");
        }
    }

    public KubernetesClient client() {
        return client;
    }

    /// The one that is looked at, unless it is all of them.
    public String namespace() {
        return namespace;
    }

    public boolean allNamespaces() {
        return allNamespaces;
    }

    /// Where it is looked, for a sentence.
    public String place() {
        return allNamespaces ? "in any namespace" : "in namespace " + namespace;
    }

    /// In the order of their namespaces and names.
    public <T extends CustomResource<?, ?>> List<T> list(Class<T> kind) {
        return all(kind).list().getItems().stream()
                .sorted(Comparator.comparing((T it) -> it.getMetadata().getNamespace())
                        .thenComparing(it -> it.getMetadata().getName()))
                .toList();
    }

    public <T extends HasMetadata> AnyNamespaceOperation<T, KubernetesResourceList<T>, Resource<T>> all(Class<T> kind) {
        return allNamespaces
                ? client.resources(kind).inAnyNamespace()
                : client.resources(kind).inNamespace(namespace);
    }

    public <T extends HasMetadata> Resource<T> at(Class<T> kind, String in, String name) {
        return client.resources(kind).inNamespace(in).withName(name);
    }

    /// Changes some fields of one, whatever the others are.
    public <T extends HasMetadata> T merge(Resource<T> resource, String patch) {
        return resource.patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    @Override
    public void close() {
        client.close();
    }
}
