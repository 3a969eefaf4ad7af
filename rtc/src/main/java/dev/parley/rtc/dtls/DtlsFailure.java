package dev.parley.rtc.dtls;

/// Why a handshake came to nothing.
public enum DtlsFailure {
    /// The peer fell silent before it was done.
    TIMEOUT,
    /// The peer's certificate is not the one its SDP named.
    FINGERPRINT_MISMATCH,
    /// The peer showed no certificate; WebRTC authenticates both sides (RFC 8827 §6.5).
    NO_CERTIFICATE,
    /// No protection profile in common.
    NO_SRTP_PROFILE,
    /// The peer ended it with an alert.
    ALERT_RECEIVED,
    /// Something else that DTLS forbids: no common cipher suite, a bad signature, bytes that are not DTLS.
    PROTOCOL_ERROR,
    /// Our side gave up.
    ABORTED
}
