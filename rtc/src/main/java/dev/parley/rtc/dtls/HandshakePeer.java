package dev.parley.rtc.dtls;

import java.io.IOException;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;

/// One side of a handshake.
sealed interface HandshakePeer permits ServerPeer, ClientPeer {
    /// From the first flight to the last; longer than any honest peer needs on the worst path.
    int DEADLINE_MILLIS = 10_000;

    /// First retransmission; doubled by every further one (RFC 6347 §4.2.4.1 allows less than its second for
    /// media).
    int RESEND_MILLIS = 300;

    /// Blocks until it is done or broken.
    DTLSTransport handshake(DatagramTransport wire) throws IOException;

    SrtpNegotiation negotiation();
}
