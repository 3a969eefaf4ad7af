package dev.parley.operator.app;

import dev.parley.operator.reconcile.Tools;
import dev.parley.operator.status.News;
import dev.parley.operator.status.ServedSchemas;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Builds the operator, by constructors.
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class OperatorConfiguration {
    /// After a failure: soon, then ever less often, and for ever. Nobody edits a resource to make it be tried again.
    private static final Duration RETRY_FIRST = Duration.ofSeconds(1);

    private static final Duration RETRY_MOST = Duration.ofMinutes(1);
    private static final double RETRY_GROWS = 2;

    /// Reconciles wait for the API server and for nodes, not for a core.
    private static final int THREADS = 16;

    @Bean
    OperatorSettings settings(Environment environment) {
        return OperatorSettings.read(environment::getProperty);
    }

    @Bean
    PrometheusMeterRegistry registry() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        return registry;
    }

    @Bean
    OperatorMeters meters(PrometheusMeterRegistry registry) {
        return new OperatorMeters(registry);
    }

    @Bean
    Controllers controllers(OperatorSettings settings, KubernetesClient client, OperatorMeters meters) {
        var clock = InstantSource.system();
        var news = new News(client, clock, settings.instance(), meters::told);
        return Controllers.of(new Tools(client, clock, settings.release(), news, new ServedSchemas(client, clock)));
    }

    @Bean
    ResourceMeters resources(PrometheusMeterRegistry registry, Controllers controllers) {
        return new ResourceMeters(registry, controllers);
    }

    @Bean(destroyMethod = "")
    Operator operator(
            OperatorSettings settings, KubernetesClient client, OperatorMeters meters, Leadership leadership) {
        return new Operator(service -> {
            service.withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    .withMetrics(meters)
                    .withConcurrentReconciliationThreads(THREADS)
                    // Reading the definitions takes a permission on the whole cluster.
                    .checkingCRDAndValidateLocalModel(settings.namespaces().isEmpty());
            if (settings.leaseNamespace().isEmpty()) {
                leadership.alone();
            } else {
                service.withLeaderElectionConfiguration(
                        leadership.configuration(settings.leaseNamespace(), settings.instance()));
            }
        });
    }

    /// How what failed is tried again.
    public static GenericRetry retry() {
        return new GenericRetry()
                .setInitialInterval(RETRY_FIRST.toMillis())
                .setIntervalMultiplier(RETRY_GROWS)
                .setMaxInterval(RETRY_MOST.toMillis())
                .withoutMaxAttempts();
    }

    @Bean
    Leadership leadership(PrometheusMeterRegistry registry) {
        var leadership = new Leadership();
        Gauge.builder("parley_operator_leads", leadership, it -> it.leads() ? 1 : 0)
                .register(registry);
        return leadership;
    }

    /// Begins when the web server stands: whoever waits to lead is well, and says so.
    @Bean
    SmartLifecycle work(Operator operator, OperatorSettings settings, Controllers controllers, Leadership leadership) {
        controllers.register(operator, settings);
        return new OperatorLifecycle(operator, leadership);
    }

    @Bean
    HealthController health(Operator operator, PrometheusMeterRegistry registry, ResourceMeters resources) {
        return new HealthController(operator, registry, resources);
    }
}
