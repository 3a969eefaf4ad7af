package dev.parley.protocol.client;

/// Why a participant is no longer in the room, as the others are told.
public enum LeaveReason {
    /// Said so.
    LEFT,
    /// Its socket was gone for longer than the grace time.
    TIMEOUT,
    /// A host or the server API put it out.
    REMOVED,
    /// The media session of a participant that has nothing else (WHIP, WHEP) ended.
    MEDIA_CLOSED
}
