package dev.parley.signaling.meters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.IntSupplier;

/// Every refusal and every loss has a name and a counter of that name.
public final class SignalingMeters {
    private final MeterRegistry registry;

    public SignalingMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /// `door`: `socket`, `rest` or `whip`.
    public void refused(String door, String code) {
        Counter.builder("parley.refusals")
                .description("Asks that were not done, by their refusal code")
                .tag("door", door)
                .tag("code", code)
                .register(registry)
                .increment();
    }

    public void joined(String role) {
        Counter.builder("parley.joins")
                .description("Participants let in, returning ones included")
                .tag("role", role)
                .register(registry)
                .increment();
    }

    public void left(String reason) {
        Counter.builder("parley.leaves")
                .description("Participants gone, counted by the instance that decided it")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    /// `why` is the close code's word: a client's own goodbye is `client`.
    public void socketClosed(String why) {
        Counter.builder("parley.sockets.closed")
                .description("WebSockets that ended, by reason")
                .tag("reason", why)
                .register(registry)
                .increment();
    }

    /// `endpoint`: host and port, never the path.
    public void webhookDelivered(String endpoint) {
        Counter.builder("parley.webhooks.delivered")
                .description("Webhooks that were heard")
                .tag("endpoint", endpoint)
                .register(registry)
                .increment();
    }

    /// `reason`: the HTTP status, `timeout` or `unreachable`.
    public void webhookFailed(String endpoint, String reason) {
        Counter.builder("parley.webhooks.failed")
                .description("Attempts to deliver a webhook that failed; it is tried again")
                .tag("endpoint", endpoint)
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    public void webhookGivenUp(String endpoint) {
        Counter.builder("parley.webhooks.given.up")
                .description("Webhooks that were never heard")
                .tag("endpoint", endpoint)
                .register(registry)
                .increment();
    }

    public void gauge(String name, String description, IntSupplier value) {
        Gauge.builder(name, value, IntSupplier::getAsInt)
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
