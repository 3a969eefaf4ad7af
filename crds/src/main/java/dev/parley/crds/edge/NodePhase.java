package dev.parley.crds.edge;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// Where a media node is in its life.
public enum NodePhase {
    /// It is not ready yet.
    @JsonProperty("Starting")
    STARTING,
    /// It takes new rooms.
    @JsonProperty("Active")
    ACTIVE,
    /// It takes no new rooms, and keeps those it has.
    @JsonProperty("Cordoned")
    CORDONED,
    /// It gives away those it has.
    @JsonProperty("Draining")
    DRAINING,
    /// It has none any more, and may go.
    @JsonProperty("Drained")
    DRAINED,
    /// Its pod is deleted: on its way out, or gone.
    @JsonProperty("Deleted")
    DELETED,
    /// It died or fell silent; its sessions went on elsewhere.
    @JsonProperty("Lost")
    LOST;

    /// As it is written in a status: `Active`.
    public String word() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
