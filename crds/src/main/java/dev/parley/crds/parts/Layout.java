package dev.parley.crds.parts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How a recording shows its participants.
public enum Layout {
    /// Everybody alike.
    @JsonProperty("Grid")
    GRID,
    /// The active speaker large, the others small.
    @JsonProperty("Speaker")
    SPEAKER,
    /// A shared screen large while there is one, else the active speaker.
    @JsonProperty("Presentation")
    PRESENTATION
}
