package dev.parley.media.path;

/// What became of a packet. Every way to lose one has a name, and a counter of that name:
/// `parley_packets_total{verdict="REPLAYED"}`.
public enum Verdict {
    /// Accepted from a publisher and offered to the room.
    RECEIVED,
    /// Sent to one receiver.
    FORWARDED,
    /// Sent again because a receiver asked (RFC 4588).
    RETRANSMITTED,
    /// Sent only to find out how much the receiver's path carries.
    PROBE,
    /// Neither STUN, DTLS, RTP nor RTCP by its first byte (RFC 7983 §7).
    NOT_DEMULTIPLEXED,
    /// From an address that no connectivity check has vouched for.
    UNKNOWN_ADDRESS,
    /// Media before the DTLS handshake was done.
    NO_KEYS,
    /// The authentication tag does not fit (RFC 3711 §3.3).
    NOT_AUTHENTIC,
    /// Seen before, or older than the replay window (RFC 3711 §3.3.2).
    REPLAYED,
    /// Too short for what it claims to be.
    TOO_SHORT,
    /// The bytes of an authenticated packet do not follow RFC 3550 or RFC 8285.
    MALFORMED,
    /// An SSRC that no SDP line, mid or rid explains.
    UNKNOWN_SSRC,
    /// A payload type that the answer did not agree to.
    UNKNOWN_PAYLOAD_TYPE,
    /// A session published more streams than its sections allow.
    TOO_MANY_STREAMS,
    /// A retransmission of something that already came.
    DUPLICATE,
    /// Padding only: a publisher's probe, of no use to receivers.
    PADDING_ONLY,
    /// The source is muted: enforced here, whatever the client sends.
    MUTED,
    /// The participant may not publish this source.
    NOT_GRANTED,
    /// Selected, but no key frame has come yet.
    WAITING_FOR_KEYFRAME,
    /// Older than the key frame at which the receiver's stream switched.
    STALE,
    /// Asked for again, but no longer remembered.
    NOT_IN_CACHE,
    /// The session's lease at its keeper is over: another node may be sending for it (ADR-0013).
    LEASE_OVER,
    /// Further than a keeper's copy allows to go (ADR-0013).
    BEYOND_HORIZON,
    /// The session moved away and the place it went to is full or gone.
    RELAY_FULL,
    /// The receiver has no agreed payload type for the source's codec.
    CODEC_NOT_AGREED,
    /// A STUN message that was refused or could not be read.
    BAD_STUN,
    /// A DTLS record without a handshake that waits for it.
    UNEXPECTED_DTLS
}
