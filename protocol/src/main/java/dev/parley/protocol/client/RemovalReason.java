package dev.parley.protocol.client;

/// Why a socket no longer carries its participant.
public enum RemovalReason {
    /// The same participant came in by another socket.
    REPLACED,
    /// A host or the server API put it out.
    REMOVED,
    /// The grace time ran out before the socket came back.
    TIMEOUT
}
