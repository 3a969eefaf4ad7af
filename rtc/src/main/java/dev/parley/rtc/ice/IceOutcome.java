package dev.parley.rtc.ice;

import java.nio.ByteBuffer;

/// What came of a STUN datagram at a lite agent.
public sealed interface IceOutcome {
    /// A check by the session's own peer: send the reply back to where it came from. It is also the peer's consent to
    /// be sent to (RFC 7675 §5.1).
    ///
    /// @param reply the bytes to send
    /// @param localUfrag whose session
    /// @param remoteUfrag the peer's fragment as it wrote it: that of its newest offer
    /// @param nominated whether the peer chose this address pair (USE-CANDIDATE)
    /// @param priority what the peer thinks of the address it sent from
    record Answered(ByteBuffer reply, String localUfrag, String remoteUfrag, boolean nominated, long priority)
            implements IceOutcome {}

    /// A check that must not pass; the reply says so.
    ///
    /// @param reply the bytes to send
    /// @param reason for the counter
    /// @param localUfrag whom it was meant for, empty when it does not say: tells another node's session by its
    // [Route]
    record Refused(ByteBuffer reply, Refusal reason, String localUfrag) implements IceOutcome {}

    /// Nothing to send.
    record Dropped(Drop reason) implements IceOutcome {}

    /// Why a check is refused, with the code that the peer is told (RFC 8489 §14.8).
    enum Refusal {
        NO_USERNAME(400, "Bad Request"),
        NO_INTEGRITY(400, "Bad Request"),
        UNKNOWN_UFRAG(401, "Unauthenticated"),
        WRONG_PASSWORD(401, "Unauthenticated"),
        UNKNOWN_ATTRIBUTE(420, "Unknown Attribute"),
        /// The peer takes itself for controlled; towards a lite agent it has to control (RFC 8445 §6.1.1).
        ROLE_CONFLICT(487, "Role Conflict");

        private final int code;
        private final String phrase;

        Refusal(int code, String phrase) {
            this.code = code;
            this.phrase = phrase;
        }

        int code() {
            return code;
        }

        String phrase() {
            return phrase;
        }
    }

    /// Why a datagram is not answered at all.
    enum Drop {
        /// Not a STUN message, or its FINGERPRINT is missing or wrong.
        MALFORMED,
        /// A Binding indication: keeps a NAT's door open and asks for nothing.
        INDICATION,
        /// Something a lite agent never asked for or does not serve.
        NOT_A_REQUEST
    }
}
