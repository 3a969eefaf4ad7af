package dev.parley.crds.parts;

import dev.parley.crds.schema.Rule;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/// What a pod may use of its machine.
@Rule(
        value = "!has(self.requests) || !has(self.limits) || !has(self.requests.cpu) || !has(self.limits.cpu)"
                + " || quantity(string(self.requests.cpu)).compareTo(quantity(string(self.limits.cpu))) <= 0",
        says = "requests.cpu: %s (expected: at most limits.cpu, %s)",
        with = "self.requests.cpu, self.limits.cpu",
        at = ".requests")
@Rule(
        value = "!has(self.requests) || !has(self.limits) || !has(self.requests.memory) || !has(self.limits.memory)"
                + " || quantity(string(self.requests.memory)).compareTo(quantity(string(self.limits.memory))) <= 0",
        says = "requests.memory: %s (expected: at most limits.memory, %s)",
        with = "self.requests.memory, self.limits.memory",
        at = ".requests")
public record Resources(
        // What is kept free for the pod.
        @Nullable Amounts requests,
        // What the pod gets at most.
        @Nullable Amounts limits) {

    /// Amounts as Kubernetes writes them.
    public record Amounts(
            // Cores, such as 2 or 500m.
            @Nullable Quantity cpu,
            // Bytes, such as 2Gi.
            @Nullable Quantity memory) {}
}
