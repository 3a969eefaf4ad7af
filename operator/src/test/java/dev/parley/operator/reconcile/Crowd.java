package dev.parley.operator.reconcile;

import dev.parley.crds.AsServed;
import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RecordingJob;
import dev.parley.crds.RegionEdge;
import dev.parley.crds.kube.Ground;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.stream.IntStream;

/// Many resources of each kind, and whoever would look after what becomes of them.
final class Crowd {
    static final int NODES_OF_EDGE = 3;

    private final Running running;
    private final FakeNodes nodes;
    private final List<Kubelets> kubelets;
    private final FakeRecorders recorders;

    Crowd(Running running, FakeNodes nodes, int edges) {
        this.running = running;
        this.nodes = nodes;
        this.kubelets = IntStream.range(0, edges)
                .mapToObj(it -> new Kubelets(running.client, running.namespace, edgeName(it) + "-media"))
                .toList();
        this.recorders = new FakeRecorders(running.client, running.namespace);
    }

    void ground() {
        var ground = new Ground(running.client);
        ground.secret(running.namespace, "keys", "app", "0123456789abcdef0123456789abcdef");
        ground.machine("machine-a");
    }

    void cluster(int number, int replicas) {
        apply(AsServed.read("""
                apiVersion: parley.dev/v1alpha1
                kind: MeetingCluster
                metadata: {name: %s}
                spec:
                  profile: Trial
                  redis: {type: Bundled}
                  storage: {bucket: recordings}
                  recording: {state: Enabled}
                  nodeSecret: {name: keys, key: app}
                  apiKeys: [{name: app, secret: {name: keys, key: app}}]
                  signaling: {replicas: %d}
                """.formatted(clusterName(number), replicas), MeetingCluster.class));
    }

    void edge(int number, int deadlineSeconds) {
        apply(AsServed.read(
                """
                apiVersion: parley.dev/v1alpha1
                kind: RegionEdge
                metadata: {name: %s}
                spec:
                  clusterRef: {name: %s}
                  region: r%d
                  replicas: %d
                  drain: {roomsPerSecond: %d}
                  exposure: {type: HostPort, announce: InternalAddress}
                """.formatted(edgeName(number), clusterName(number), number, NODES_OF_EDGE, deadlineSeconds),
                RegionEdge.class));
    }

    void recording(int number, int clusters, boolean stop) {
        apply(AsServed.read(
                """
                apiVersion: parley.dev/v1alpha1
                kind: RecordingJob
                metadata: {name: %s}
                spec: {clusterRef: {name: %s}, room: room-%d, stop: %s}
                """.formatted(recordingName(number), clusterName(number % clusters), number, stop),
                RecordingJob.class));
    }

    /// What the deployments' controller would say, of those about which it has not said it yet.
    void signalingRuns() {
        for (var deployment : running.client
                .resources(Deployment.class)
                .inNamespace(running.namespace)
                .list()
                .getItems()) {
            var status = deployment.getStatus();
            boolean told =
                    status != null && deployment.getMetadata().getGeneration().equals(status.getObservedGeneration());
            if (!told) {
                running.client.resource(deployment).editStatus(Crowd::ready);
            }
        }
    }

    private static Deployment ready(Deployment it) {
        int replicas = it.getSpec().getReplicas();
        return new DeploymentBuilder(it)
                .withNewStatus()
                .withObservedGeneration(it.getMetadata().getGeneration())
                .withReplicas(replicas)
                .withUpdatedReplicas(replicas)
                .withReadyReplicas(replicas)
                .endStatus()
                .build();
    }

    void nodesCome() {
        kubelets.forEach(it -> it.look(nodes));
    }

    /// How many more recorders came into their rooms.
    int recordersCome() {
        int came = 0;
        for (var job : running.client
                .resources(Job.class)
                .inNamespace(running.namespace)
                .list()
                .getItems()) {
            if (job.getStatus() == null || job.getStatus().getActive() == null) {
                recorders.come(job.getMetadata().getName());
                recorders.ready(job.getMetadata().getName(), true);
                came++;
            }
        }
        return came;
    }

    static String clusterName(int number) {
        return "cluster-%03d".formatted(number);
    }

    static String edgeName(int number) {
        return "edge-%02d".formatted(number);
    }

    static String recordingName(int number) {
        return "rec-%04d".formatted(number);
    }

    private void apply(HasMetadata resource) {
        running.client.resource(resource).inNamespace(running.namespace).serverSideApply();
    }
}
