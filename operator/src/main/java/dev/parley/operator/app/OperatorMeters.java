package dev.parley.operator.app;

import dev.parley.crds.Parley;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the operator does, in numbers: `parley_operator_*`, by controller.
final class OperatorMeters implements Metrics {
    private static final String CONTROLLER = "controller";
    private static final String RETRIES = "parley_operator_retries";
    private static final String DONE = "parley_operator_reconciliations";
    private static final String FAILURES = "parley_operator_failures";

    private final MeterRegistry registry;

    /// The counters begin at 0: of one that begins at 1 nobody sees that it has grown.
    OperatorMeters(MeterRegistry registry) {
        this.registry = registry;
        for (var kind : Parley.KINDS) {
            Stream.of(RETRIES, DONE, FAILURES).forEach(name -> count(name, kind.getSimpleName()));
        }
    }

    /// An Event of Kubernetes, that tells of something this operator has decided.
    void told(Event event) {
        Counter.builder("parley_operator_events")
                .tag("kind", event.getRegarding().getKind())
                .tag("type", event.getType())
                .tag("reason", event.getReason())
                .register(registry)
                .increment();
    }

    @Override
    public void reconcileCustomResource(HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
        if (retry != null && retry.getAttemptCount() > 0) {
            count(RETRIES, resource.getKind()).increment();
        }
    }

    @Override
    public void finishedReconciliation(HasMetadata resource, Map<String, Object> metadata) {
        count(DONE, resource.getKind()).increment();
    }

    @Override
    public void failedReconciliation(HasMetadata resource, Exception failure, Map<String, Object> metadata) {
        count(FAILURES, resource.getKind()).increment();
    }

    private Counter count(String name, String kind) {
        return Counter.builder(name)
                .tag(CONTROLLER, kind.toLowerCase(Locale.ROOT))
                .register(registry);
    }

    @Override
    public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
        Timer.Sample sample = Timer.start(registry);
        try {
            return execution.execute();
        } finally {
            sample.stop(Timer.builder("parley_operator_reconciliation_duration")
                    .tag(CONTROLLER, execution.controllerName())
                    .publishPercentileHistogram()
                    .register(registry));
        }
    }
}
