package dev.parley.media.session;

import dev.parley.rtc.srtp.SrtpKeys;
import dev.parley.rtc.srtp.SrtpState;

/// What the DTLS handshake left and how far both directions have come. Holds keys: it is never logged and travels only
/// on the encrypted link between nodes.
public record SecureState(SrtpKeys keys, SrtpState sent, SrtpState received) {
    static SecureState fresh(SrtpKeys keys) {
        return new SecureState(keys, SrtpState.EMPTY, SrtpState.EMPTY);
    }
}
