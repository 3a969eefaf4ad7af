package dev.parley.operator.app;

import dev.parley.operator.nodes.HttpNodeDoor;
import dev.parley.operator.reconcile.MeetingClusterReconciler;
import dev.parley.operator.reconcile.RecordingJobReconciler;
import dev.parley.operator.reconcile.RegionEdgeReconciler;
import dev.parley.operator.reconcile.Tools;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.security.SecureRandom;
import java.util.List;

/// One for each kind of resource.
record Controllers(MeetingClusterReconciler clusters, RegionEdgeReconciler edges, RecordingJobReconciler recordings) {
    private static final int NODE_HTTP_PORT = 9_100;

    static Controllers of(Tools tools) {
        return new Controllers(
                new MeetingClusterReconciler(tools, new SecureRandom()),
                new RegionEdgeReconciler(tools, new HttpNodeDoor(NODE_HTTP_PORT)),
                new RecordingJobReconciler(tools));
    }

    void register(Operator operator, OperatorSettings settings) {
        for (Reconciler<? extends HasMetadata> reconciler : List.of(clusters, edges, recordings)) {
            operator.register(reconciler, controller -> {
                controller.withRetry(OperatorConfiguration.retry());
                if (!settings.namespaces().isEmpty()) {
                    controller.settingNamespaces(settings.namespaces());
                }
            });
        }
    }
}
