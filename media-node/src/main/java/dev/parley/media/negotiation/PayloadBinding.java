package dev.parley.media.negotiation;

import dev.parley.room.Codec;

/// What one payload type means in a session.
///
/// @param rtx whether packets of this type are retransmissions (RFC 4588) of `apt`
/// @param apt the payload type that is retransmitted; the payload type itself when it is not RTX
public record PayloadBinding(int payloadType, Codec codec, boolean rtx, int apt) {}
