package dev.parley.operator.desired;

import dev.parley.crds.parts.Resources;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What pods may use of their machines.
public final class Amounts {
    private Amounts() {}

    /// As told; nothing told is nothing asked for but `least`, so that a scheduler and an autoscaler have
    /// something to go by.
    public static ResourceRequirements of(@Nullable Resources told, Map<String, Quantity> least) {
        var builder = new ResourceRequirementsBuilder();
        if (told == null || told.requests() == null) {
            builder.withRequests(new TreeMap<>(least));
        } else {
            builder.withRequests(amounts(told.requests()));
        }
        if (told != null && told.limits() != null) {
            builder.withLimits(amounts(told.limits()));
        }
        return builder.build();
    }

    /// Whole cores of the limit, at least one; empty where there is none.
    public static @Nullable Integer cores(@Nullable Resources told) {
        if (told == null || told.limits() == null || told.limits().cpu() == null) {
            return null;
        }
        BigDecimal cores = told.limits().cpu().getNumericalAmount();
        return Math.max(1, cores.setScale(0, RoundingMode.FLOOR).intValueExact());
    }

    private static Map<String, Quantity> amounts(Resources.Amounts told) {
        var amounts = new TreeMap<String, Quantity>();
        if (told.cpu() != null) {
            amounts.put("cpu", told.cpu());
        }
        if (told.memory() != null) {
            amounts.put("memory", told.memory());
        }
        return amounts;
    }
}
