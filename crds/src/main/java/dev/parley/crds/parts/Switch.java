package dev.parley.crds.parts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether the operator takes care of something. Not On and Off, which YAML 1.1 takes for true and false.
public enum Switch {
    /// Yes, where the cluster has what it takes.
    @JsonProperty("Enabled")
    ENABLED,
    /// No; what it made before is taken away.
    @JsonProperty("Disabled")
    DISABLED
}
