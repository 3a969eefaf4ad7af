package dev.parley.signaling.meters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.DoubleSupplier;

/// Every refusal and every loss has a name and a counter of that name.
public final class SignalingMeters {
    private final MeterRegistry registry;
    private final Counter movesAsked;
    private final Counter movesDone;
    private final Counter takingsOver;
    private final Counter disputesUnanswered;

    /// What has no labels is there from the start: of a counter that is first seen at 1 nobody can tell that it rose.
    public SignalingMeters(MeterRegistry registry) {
        this.registry = registry;
        this.movesAsked = Counter.builder("parley.moves.asked")
                .description("Orders to carry a room or a participant to another node")
                .register(registry);
        this.movesDone = Counter.builder("parley.moves.done")
                .description("Moves asked of this instance that were done")
                .register(registry);
        this.takingsOver = Counter.builder("parley.takings.over")
                .description("News of sessions that went to another node, heard when their people had others")
                .register(registry);
        this.disputesUnanswered = Counter.builder("parley.disputes.unanswered")
                .description("Times that a node asked for a verdict and this instance had none to give")
                .register(registry);
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

    public void moveAsked() {
        movesAsked.increment();
    }

    public void moveDone() {
        movesDone.increment();
    }

    /// `reason`: the node's word, or `no-answer`.
    public void moveFailed(String reason) {
        Counter.builder("parley.moves.failed")
                .description("Moves asked of this instance that were not done")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    public void taken(String reason, int sessions) {
        Counter.builder("parley.rooms.taken")
                .description("Rooms that went to another node, counted by the instance that placed them there")
                .tag("reason", reason)
                .register(registry)
                .increment();
        Counter.builder("parley.sessions.taken")
                .description("Sessions that went to another node with their room")
                .tag("reason", reason)
                .register(registry)
                .increment(sessions);
    }

    public void takingOver() {
        takingsOver.increment();
    }

    public void verdict(String winner, boolean dead) {
        Counter.builder("parley.verdicts")
                .description("Disputes between nodes that this instance has settled, or found settled")
                .tag("winner", winner)
                .tag("dead", Boolean.toString(dead))
                .register(registry)
                .increment();
    }

    public void disputeUnanswered() {
        disputesUnanswered.increment();
    }

    public void lookupFailed(String name) {
        Counter.builder("parley.node.lookups.failed")
                .description("Times that a name which stands for nodes could not be resolved")
                .tag("name", name)
                .register(registry)
                .increment();
    }

    public void gauge(String name, String description, DoubleSupplier value) {
        Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
