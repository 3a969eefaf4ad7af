package dev.parley.protocol.meeting;

/// Who decides which breakout somebody goes to.
public enum BreakoutChoice {
    /// Dealt out evenly, hosts and viewers left aside; whoever comes late goes where the fewest are.
    RANDOM,
    /// A host or co-host, one by one.
    MANUAL,
    /// Everyone for themselves.
    FREE
}
