package dev.parley.rtc.ice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where a candidate's address comes from, RFC 8445 §5.1.1.
public enum CandidateType {
    HOST(126),
    PRFLX(110),
    SRFLX(100),
    RELAY(0);

    private final int preference;

    CandidateType(int preference) {
        this.preference = preference;
    }

    /// The type preference that RFC 8445 §5.1.2.2 recommends.
    int preference() {
        return preference;
    }

    String sdpName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CandidateType> ofSdpName(String name) {
        return Arrays.stream(values())
                .filter(type -> type.sdpName().equals(name))
                .findFirst();
    }
}
