package dev.parley.crds.parts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The size of a recording's picture.
public enum Resolution {
    /// 1280x720.
    @JsonProperty("720p")
    HD,
    /// 1920x1080.
    @JsonProperty("1080p")
    FULL_HD
}
