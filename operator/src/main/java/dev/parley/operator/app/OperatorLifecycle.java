package dev.parley.operator.app;

import io.javaoperatorsdk.operator.Operator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Starts to lead, or to wait for it, on a thread of its own: the wait may last for ever.
final class OperatorLifecycle implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorLifecycle.class);

    private final Operator operator;
    private final Leadership leadership;
    private volatile boolean running;

    OperatorLifecycle(Operator operator, Leadership leadership) {
        this.operator = operator;
        this.leadership = leadership;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("operator").start(this::begin);
    }

    /// Whoever cannot begin ends: Kubernetes tries again, and sees that it has to.
    private void begin() {
        try {
            operator.start();
        } catch (RuntimeException failure) {
            if (running) {
                LOG.error("The operator did not start", failure);
                System.exit(1);
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        leadership.leave();
        operator.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
