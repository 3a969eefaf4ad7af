package dev.parley.operator.reconcile;

import dev.parley.operator.desired.Release;
import dev.parley.operator.status.News;
import dev.parley.operator.status.ServedSchemas;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;

/// What every reconciler works with.
public record Tools(KubernetesClient client, InstantSource clock, Release release, News news, ServedSchemas schemas) {}
