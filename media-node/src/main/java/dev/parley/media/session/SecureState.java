package dev.parley.media.session;

import dev.parley.rtc.srtp.SrtpKeys;
import dev.parley.rtc.srtp.SrtpState;

/// What the DTLS handshake left and how far both directions have come. Holds keys: it is never logged and
/// travels only on the encrypted link between nodes.
public record SecureState(SrtpKeys keys, SrtpState sent, SrtpState received) {
    /// For who goes on without knowing how much was sent since. SRTCP of this SSRC may have been, even if
    /// none was yet.
    SecureState ahead(int indexes, int feedbackSsrc) {
        return new SecureState(keys, sent.ahead(indexes).withRtcp(feedbackSsrc, indexes - 1L), received);
    }

    @Override
    public String toString() {
        return "SecureState[keys withheld]";
    }

    static SecureState fresh(SrtpKeys keys) {
        return new SecureState(keys, SrtpState.EMPTY, SrtpState.EMPTY);
    }
}
