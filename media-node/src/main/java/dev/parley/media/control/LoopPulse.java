package dev.parley.media.control;

/// Whether a loop still turns.
///
/// @param quietNs since its last whole turn began
public record LoopPulse(int loop, long quietNs) {
    /// A loop turns every 25 ms, with or without packets. The collector and a starved core hold it up for tenths of a
    /// second; after five seconds it is not slow but stuck, and 25 are left until its clients' consent runs out
    /// (RFC 7675 §5.1).
    public static final long STUCK_NS = 5_000_000_000L;

    public boolean isStuck() {
        return quietNs > STUCK_NS;
    }
}
