package dev.parley.rtc.ice;

/// The candidate priority formula, RFC 8445 §5.1.2.1.
public final class IcePriority {
    /// Of a machine with one address.
    public static final int ONLY_ADDRESS = 65_535;

    private static final int COMPONENTS = 256;

    private IcePriority() {}

    /// For the first component: with rtcp-mux there is no other.
    public static long of(CandidateType type, int localPreference) {
        if (localPreference < 0 || localPreference > ONLY_ADDRESS) {
            throw new IllegalArgumentException("localPreference: " + localPreference + " (expected: 0..65535)");
        }
        return ((long) type.preference() << 24) | ((long) localPreference << 8) | (COMPONENTS - 1);
    }
}
