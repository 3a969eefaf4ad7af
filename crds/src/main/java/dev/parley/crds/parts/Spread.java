package dev.parley.crds.parts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How strictly pods keep apart.
public enum Spread {
    /// Never two in one place: one more waits.
    @JsonProperty("Required")
    REQUIRED,
    /// Apart while there are places.
    @JsonProperty("Preferred")
    PREFERRED,
    /// Wherever the scheduler likes.
    @JsonProperty("Any")
    ANY
}
