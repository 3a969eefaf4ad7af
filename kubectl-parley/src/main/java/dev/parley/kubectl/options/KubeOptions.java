package dev.parley.kubectl.options;

import dev.parley.kubectl.kube.Kube;
import dev.parley.kubectl.kube.Where;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Which cluster and which namespace: the same words that kubectl has for it, before or behind a command as
/// there.
public final class KubeOptions {
    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            scope = ScopeType.INHERIT,
            description = "Look in this namespace instead of the context's.")
    private @Nullable String namespace;

    @Option(
            names = {"-A", "--all-namespaces"},
            scope = ScopeType.INHERIT,
            description = "Look in all namespaces.")
    private boolean allNamespaces;

    @Option(
            names = "--context",
            paramLabel = "CONTEXT",
            scope = ScopeType.INHERIT,
            description = "The context of the kubeconfig to use.")
    private @Nullable String context;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The kubeconfig to use.")
    private @Nullable Path kubeconfig;

    public Kube open() {
        return Kube.open(new Where(kubeconfig, context, namespace, allNamespaces));
    }
}
