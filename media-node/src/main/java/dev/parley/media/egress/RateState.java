package dev.parley.media.egress;

/// What is known of a receiver's network, as a value that travels with its session.
///
/// @param transportSequence of the next packet (transport-wide congestion control)
/// @param estimateBps of what its path carries
public record RateState(int transportSequence, long estimateBps) {
    /// More than a receiver gets in two seconds, and few enough for its next feedback to speak of.
    private static final int PACKETS = 2_048;

    /// For who goes on without knowing how much was sent since.
    public RateState ahead() {
        return new RateState(transportSequence + PACKETS & 0xFFFF, estimateBps);
    }
}
