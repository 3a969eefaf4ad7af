package dev.parley.protocol.node;

/// What a session is for: it decides what its offer may hold.
public enum SessionKind {
    /// A client of ours: sendonly sections and slots.
    MEETING,
    /// RFC 9725: only sendonly sections.
    WHIP,
    /// Only recvonly sections, filled by the node's own choice.
    WHEP
}
