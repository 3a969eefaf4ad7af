package dev.parley.crds.parts;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Range;
import dev.parley.crds.schema.Rule;
import dev.parley.crds.schema.Text;
import org.jspecify.annotations.Nullable;

/// A taint of machines that pods put up with.
@Rule(
        value = "self.operator != 'Exists' || !has(self.value)",
        says = "value: %s (expected: none with operator Exists, which fits every value)",
        with = "self.value",
        at = ".value")
public record Toleration(
        // The key of the taint.
        @Text(max = 316) String key,
        // How the taint is compared.
        @Default("Equal") Operator operator,
        // The value of the taint, with operator Equal.
        @Text(min = 0, max = 63) @Nullable String value,
        // Which effect of the taint is tolerated. Absent: every one.
        @Nullable Effect effect,
        // For how many seconds a NoExecute taint is tolerated. Absent: for ever.
        @Range(max = 86_400) @Nullable Integer tolerationSeconds) {

    public enum Operator {
        /// Key and value are the same.
        @JsonProperty("Equal")
        EQUAL,
        /// The key is there, whatever its value.
        @JsonProperty("Exists")
        EXISTS
    }

    public enum Effect {
        /// New pods stay away.
        @JsonProperty("NoSchedule")
        NO_SCHEDULE,
        /// New pods stay away if they can.
        @JsonProperty("PreferNoSchedule")
        PREFER_NO_SCHEDULE,
        /// Pods that are there go, too.
        @JsonProperty("NoExecute")
        NO_EXECUTE
    }
}
