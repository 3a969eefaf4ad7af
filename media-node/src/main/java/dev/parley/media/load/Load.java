package dev.parley.media.load;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// How full a node is.
///
/// @param ratio the greatest of its parts, 0..1
public record Load(double ratio, Map<Part, Double> parts) {
    /// What a node can be full of.
    public enum Part {
        PACKETS,
        BITS,
        CPU,
        LAG,
        /// Only where a capacity is set for it.
        PARTICIPANTS
    }

    public static final Load NONE = of(Map.of());

    public Load {
        var copy = new EnumMap<Part, Double>(Part.class);
        copy.putAll(parts);
        parts = Collections.unmodifiableMap(copy);
    }

    /// Parts that are not named are 0; nothing is fuller than full.
    static Load of(Map<Part, Double> shares) {
        var parts = new EnumMap<Part, Double>(Part.class);
        double ratio = 0;
        for (Part part : Part.values()) {
            double share = Math.clamp(shares.getOrDefault(part, 0.0), 0, 1);
            parts.put(part, share);
            ratio = Math.max(ratio, share);
        }
        return new Load(ratio, parts);
    }
}
