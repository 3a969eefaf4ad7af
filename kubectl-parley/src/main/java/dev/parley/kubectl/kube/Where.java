package dev.parley.kubectl.kube;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Which cluster is meant, and which part of it, as the command line says. What it leaves open is as for
/// kubectl: `KUBECONFIG` or `~/.kube/config`, its current context, the namespace of that.
public record Where(
        @Nullable Path kubeconfig,
        @Nullable String context,
        @Nullable String namespace,
        boolean allNamespaces) {}
