package dev.parley.operator.app;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Leading by a Lease. Whoever loses it ends at once: passes that are under way would go on beside
/// those of the next leader. What they may still do is fenced (ADR-0016), and a process that is gone
/// does not even try.
final class Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final String LEASE = "parley-operator";

    private volatile boolean leaving;
    private volatile boolean leads;

    LeaderElectionConfiguration configuration(String namespace, String instance) {
        return new LeaderElectionConfiguration(
                LEASE,
                namespace,
                LeaderElectionConfiguration.LEASE_DURATION_DEFAULT_VALUE,
                LeaderElectionConfiguration.RENEW_DEADLINE_DEFAULT_VALUE,
                LeaderElectionConfiguration.RETRY_PERIOD_DEFAULT_VALUE,
                instance,
                new LeaderCallbacks(() -> begun(instance), this::lost, _ -> {}),
                false);
    }

    /// Nobody else is there to lead.
    void alone() {
        leads = true;
    }

    boolean leads() {
        return leads;
    }

    private void begun(String instance) {
        leads = true;
        LOG.info("{} leads", instance);
    }

    /// To stop leading is on purpose from now on.
    void leave() {
        leaving = true;
    }

    private void lost() {
        leads = false;
        if (!leaving) {
            LOG.error("The lease is lost: another may lead by now");
            System.exit(1);
        }
    }
}
