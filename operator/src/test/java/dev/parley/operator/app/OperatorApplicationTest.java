package dev.parley.operator.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.Ground;
import dev.parley.crds.kube.WithApiServer;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithApiServer
@DisplayName("The operator as a program, on a real API server")
class OperatorApplicationTest {
    private static final String NAMESPACE = "program";
    private static final int PATIENCE_SECONDS = 60;

    @Test
    @DisplayName("leads by a Lease, works in its namespace alone, and tells health and metrics")
    void runs(ApiServer server) throws IOException, InterruptedException {
        var client = server.client();
        new Ground(client).namespace(NAMESPACE);
        try (var program = Program.start(client, NAMESPACE)) {
            client.resource(Program.cluster()).inNamespace(NAMESPACE).serverSideApply();
            client.resources(Service.class)
                    .inNamespace(NAMESPACE)
                    .withName("main-signaling")
                    .waitUntilCondition(Objects::nonNull, PATIENCE_SECONDS, TimeUnit.SECONDS);
            Lease lease = client.leases()
                    .inNamespace(NAMESPACE)
                    .withName("parley-operator")
                    .get();
            assertThat(lease.getSpec().getHolderIdentity()).isEqualTo("one");
            assertThat(program.get("/health/live")).isEqualTo("live\n");
            assertThat(program.get("/health/ready")).isEqualTo("ready\n");
            assertThat(program.get("/metrics"))
                    .contains("parley_operator_reconciliations_total{controller=\"meetingcluster\"}")
                    .contains("parley_operator_leads 1")
                    .contains("parley_operator_stalled{controller=\"regionedge\",reason=\"DrainOverdue\"} 0")
                    .contains("parley_operator_failures_total{controller=\"regionedge\"} 0.0");
        }
        client.resources(MeetingCluster.class).inNamespace(NAMESPACE).delete();
    }
}
