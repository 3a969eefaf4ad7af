package dev.parley.protocol.client;

/// Why a socket no longer carries its participant.
public enum RemovalReason {
    /// The same participant came in by another socket.
    REPLACED,
    /// A host, a co-host or the server API put it out, for this meeting.
    REMOVED,
    /// Waited, and was not let in.
    DENIED,
    /// The grace time ran out before the socket came back, or the wait was too long.
    TIMEOUT
}
