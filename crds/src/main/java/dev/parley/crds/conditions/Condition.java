package dev.parley.crds.conditions;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.crds.schema.Moment;
import dev.parley.crds.schema.Range;
import dev.parley.crds.schema.Text;
import java.time.Instant;

/// One thing to know of a resource, in the form that all of Kubernetes uses.
public record Condition(
        // What it speaks of.
        ConditionType type,
        // Whether it holds.
        Status status,
        // The generation of the resource that it speaks of.
        @Range(max = Long.MAX_VALUE) long observedGeneration,
        // Since when status is what it is.
        @Moment Instant lastTransitionTime,
        // Why, in one word for programs.
        @Text(max = 1_024, pattern = "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$")
        String reason,
        // Why, in a sentence for people.
        @Text(min = 0, max = 32_768) String message) {

    public enum Status {
        /// It holds.
        @JsonProperty("True")
        TRUE,
        /// It does not.
        @JsonProperty("False")
        FALSE,
        /// Nobody knows yet.
        @JsonProperty("Unknown")
        UNKNOWN
    }
}
