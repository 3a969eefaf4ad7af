package dev.parley.rtc.sdp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One stream named by its SSRC, the `a=ssrc` lines of one number. RFC 5576 §4.1.
///
/// @param attributes in their order; mostly `cname`, from some also `msid`
public record Ssrc(int value, Map<String, String> attributes) {
    public Ssrc {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes)); // Map.copyOf forgets the order
    }

    public static Ssrc of(int value, String cname) {
        return new Ssrc(value, Map.of("cname", cname));
    }

    /// Empty when it has none.
    public String cname() {
        return attributes.getOrDefault("cname", "");
    }

    /// Streams that belong together, `a=ssrc-group`, RFC 5576 §4.2.
    ///
    /// @param semantics `FID`: a stream and its retransmissions; `SIM`: simulcast layers without rids
    public record Group(String semantics, List<Integer> ssrcs) {
        public Group {
            ssrcs = List.copyOf(ssrcs);
        }
    }
}
