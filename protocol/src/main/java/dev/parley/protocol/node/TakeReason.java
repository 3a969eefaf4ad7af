package dev.parley.protocol.node;

/// Why sessions are at another node than before.
public enum TakeReason {
    /// Somebody asked for it.
    MOVED,
    /// The node before has died: two saw it.
    DIED,
    /// The node before has not been heard of for longer than its lease.
    SILENT
}
