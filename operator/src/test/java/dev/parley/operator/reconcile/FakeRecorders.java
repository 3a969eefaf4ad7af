package dev.parley.operator.reconcile;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the Job controller and the kubelet would write of recorders and composers: the API server of
/// the tests is alone.
final class FakeRecorders {
    private final KubernetesClient client;
    private final String namespace;

    FakeRecorders(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /// A Job's pod comes into being.
    void come(String job) {
        Job made = job(job);
        var template = made.getSpec().getTemplate();
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(job + "-pod")
                        .withNamespace(namespace)
                        .withLabels(template.getMetadata().getLabels())
                        .addToLabels("batch.kubernetes.io/job-name", job)
                        .withOwnerReferences(new OwnerReferenceBuilder()
                                .withApiVersion("batch/v1")
                                .withKind("Job")
                                .withName(job)
                                .withUid(made.getMetadata().getUid())
                                .withController(true)
                                .build())
                        .endMetadata()
                        .withSpec(template.getSpec())
                        .editSpec()
                        // A pod that no kubelet runs is deleted at once.
                        .withNodeName("machine-a")
                        .endSpec()
                        .build())
                .create();
        ready(job, false);
    }

    /// It is in the room, or has left it.
    void ready(String job, boolean inRoom) {
        client.resource(job(job))
                .editStatus(it -> new JobBuilder(it)
                        .withNewStatus()
                        .withStartTime(started(it))
                        .withActive(1)
                        .withReady(inRoom ? 1 : 0)
                        .endStatus()
                        .build());
    }

    void complete(String job, String report) {
        end(job, report, 0);
    }

    void fail(String job, @Nullable String report) {
        end(job, report, 1);
    }

    private void end(String job, @Nullable String report, int code) {
        Pod pod = client.pods().inNamespace(namespace).withName(job + "-pod").get();
        if (pod != null) {
            client.resource(pod)
                    .editStatus(it -> new PodBuilder(it)
                            .withNewStatus()
                            .withPhase(code == 0 ? "Succeeded" : "Failed")
                            .withContainerStatuses(new ContainerStatusBuilder()
                                    .withName("recorder")
                                    .withImage("recorder")
                                    .withImageID("recorder")
                                    .withReady(false)
                                    .withRestartCount(0)
                                    .withState(new ContainerStateBuilder()
                                            .withNewTerminated()
                                            .withExitCode(code)
                                            .withMessage(report)
                                            .endTerminated()
                                            .build())
                                    .build())
                            .endStatus()
                            .build());
        }
        client.resource(job(job))
                .editStatus(it -> new JobBuilder(it)
                        .withNewStatus()
                        .withStartTime(started(it))
                        .withCompletionTime(code == 0 ? now() : null)
                        .withReady(0)
                        .withSucceeded(code == 0 ? 1 : null)
                        .withFailed(code == 0 ? null : 1)
                        .withConditions((code == 0
                                        ? Stream.of("SuccessCriteriaMet", "Complete")
                                        : Stream.of("FailureTarget", "Failed"))
                                .map(FakeRecorders::condition)
                                .toList())
                        .endStatus()
                        .build());
    }

    private static JobCondition condition(String type) {
        return new JobConditionBuilder()
                .withType(type)
                .withStatus("True")
                .withReason("Played")
                .withLastTransitionTime(now())
                .build();
    }

    private Job job(String name) {
        return client.resources(Job.class).inNamespace(namespace).withName(name).get();
    }

    private static String started(Job job) {
        return job.getStatus() == null || job.getStatus().getStartTime() == null
                ? now()
                : job.getStatus().getStartTime();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
