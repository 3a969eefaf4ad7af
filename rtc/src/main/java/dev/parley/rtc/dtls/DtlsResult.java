package dev.parley.rtc.dtls;

import dev.parley.rtc.srtp.SrtpKeys;

/// How a handshake ended.
public sealed interface DtlsResult {
    record Established(SrtpKeys keys) implements DtlsResult {}

    /// Nothing was agreed.
    ///
    /// @param text for logs: what was seen and what was expected
    record Failed(DtlsFailure reason, String text) implements DtlsResult {}
}
