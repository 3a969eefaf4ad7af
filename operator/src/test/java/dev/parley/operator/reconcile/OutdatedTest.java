package dev.parley.operator.reconcile;

import static dev.parley.operator.reconcile.Running.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.Parley;
import dev.parley.crds.conditions.Condition;
import dev.parley.crds.conditions.ConditionType;
import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.WithApiServer;
import dev.parley.operator.status.ServedSchemas;
import dev.parley.operator.status.ServedSchemas.Outdated;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithApiServer
@DisplayName("Definitions that are older than the operator")
class OutdatedTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long LOOK_NS = 100_000_000;
    private static final String TROUBLE =
            "CustomResourceDefinition meetingclusters.parley.dev: it lacks .status.regions"
                    + " (expected: the definition of this operator's release)";

    private final ApiServer server;
    private final Running running;

    OutdatedTest(ApiServer server) {
        this.server = server;
        this.running = new Running(server, "outdated");
    }

    @AfterEach
    void stop() {
        running.close();
        define(Parley.definition(MeetingCluster.class));
        await(Optional.empty());
    }

    @Test
    @DisplayName("of this release lack nothing")
    void current() {
        var schemas = new ServedSchemas(server.client(), InstantSource.system());
        assertThat(Parley.KINDS)
                .allSatisfy(kind -> assertThat(schemas.outdated(kind))
                        .as(kind.getSimpleName())
                        .isEmpty());
    }

    @Test
    @DisplayName("stall their resources with the field that is missing; nothing is made until it is there")
    void outdated() {
        CustomResourceDefinition older = Parley.definition(MeetingCluster.class);
        older.getSpec()
                .getVersions()
                .getFirst()
                .getSchema()
                .getOpenAPIV3Schema()
                .getProperties()
                .computeIfPresent("status", (_, status) -> {
                    status.getProperties().remove("regions");
                    return status;
                });
        define(older);
        await(Optional.of(TROUBLE));
        running.with(running.clusters()).start();
        running.client
                .resource(RecordingJobTest.cluster("Disabled", 1))
                .inNamespace(running.namespace)
                .serverSideApply();
        var told = running.await(
                MeetingCluster.class, "main", says(ConditionType.STALLED, Condition.Status.TRUE, "CrdOutdated"));
        assertThat(told.getStatus().conditions()).extracting(Condition::message).contains(TROUBLE);
        assertThat(running.at(Deployment.class, "main-signaling").get()).isNull();
        define(Parley.definition(MeetingCluster.class));
        running.await(Deployment.class, "main-signaling");
    }

    private void define(CustomResourceDefinition definition) {
        server.client().resource(definition).serverSideApply();
    }

    /// The API server tells of a definition a moment after it has taken it.
    private void await(Optional<String> trouble) {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var now = new ServedSchemas(server.client(), InstantSource.system())
                    .outdated(MeetingCluster.class)
                    .map(Outdated::message);
            if (now.equals(trouble)) {
                return;
            }
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("still " + now + " (expected: " + trouble + ")");
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }
}
