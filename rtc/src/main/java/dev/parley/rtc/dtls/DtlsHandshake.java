package dev.parley.rtc.dtls;

import dev.parley.rtc.dtls.DtlsResult.Established;
import dev.parley.rtc.dtls.DtlsResult.Failed;
import dev.parley.rtc.srtp.SrtpKeys;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsTimeoutException;

/// One handshake, from its first datagram to the SRTP keys.
///
/// Feed it by [#offer] from any thread, and only with datagrams from an address that ICE has validated: whoever can
/// send to it can break it. Datagrams to send and the result come on its own virtual thread. Call [#close] when the
/// first SRTP packet of the peer was opened: until then the server answers a peer that missed our last flight.
public final class DtlsHandshake implements AutoCloseable {
    /// RFC 7983 §7: the first byte of a DTLS record.
    private static final int FIRST_BYTE_LOW = 20;
    private static final int FIRST_BYTE_HIGH = 63;

    /// How long a server goes on answering repeated last flights, in rounds of one second.
    private static final int LINGER_ROUNDS = 30;
    private static final int LINGER_ROUND_MILLIS = 1_000;

    private final HandshakePeer peer;
    private final DatagramQueue wire;
    private final Thread thread;
    private final AtomicBoolean started = new AtomicBoolean();
    private final CompletableFuture<DtlsResult> result = new CompletableFuture<>();

    private DtlsHandshake(HandshakePeer peer, Consumer<byte[]> send) {
        this.peer = peer;
        this.wire = new DatagramQueue(send);
        this.thread = Thread.ofVirtual().name("dtls").unstarted(this::run);
    }

    /// Waits for the peer to begin. `expected`: the fingerprints its SDP names, one of which must fit.
    public static DtlsHandshake server(DtlsIdentity identity, List<Fingerprint> expected, Consumer<byte[]> send) {
        return new DtlsHandshake(new ServerPeer(identity, expected), send);
    }

    /// Begins when [#start] is called.
    public static DtlsHandshake client(DtlsIdentity identity, List<Fingerprint> expected, Consumer<byte[]> send) {
        return new DtlsHandshake(new ClientPeer(identity, expected), send);
    }

    /// A client's first flight; for a server the first datagram does it.
    public void start() {
        if (started.compareAndSet(false, true)) {
            thread.start();
            Failed late = new Failed(DtlsFailure.TIMEOUT, "not done after " + HandshakePeer.DEADLINE_MILLIS + " ms");
            var _ = result.completeOnTimeout(late, HandshakePeer.DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                    .thenAccept(this::stopIfFailed);
        }
    }

    /// Never waits. False when these bytes are no DTLS record, or when nobody reads any more or not fast enough.
    public boolean offer(byte[] datagram) {
        int first = datagram.length == 0 ? 0 : Byte.toUnsignedInt(datagram[0]);
        if (first < FIRST_BYTE_LOW || first > FIRST_BYTE_HIGH || !wire.offer(datagram)) {
            return false;
        }
        start();
        return true;
    }

    /// Completed once, on another thread.
    public CompletableFuture<DtlsResult> result() {
        return result;
    }

    /// Gives up; afterwards nothing is sent.
    public void abort(String why) {
        result.complete(new Failed(DtlsFailure.ABORTED, why));
        stop();
    }

    /// The keys were taken and the peer is known to have them too. Before that it is an abort.
    @Override
    public void close() {
        abort("closed");
    }

    private void stopIfFailed(DtlsResult ended) {
        switch (ended) {
            case Failed _ -> stop();
            case Established _ -> {} // goes on to linger
        }
    }

    private void stop() {
        wire.close();
        thread.interrupt();
    }

    private void run() {
        try {
            DTLSTransport transport = peer.handshake(wire);
            SrtpKeys keys = peer.negotiation().keys();
            result.complete(
                    keys == null
                            ? new Failed(DtlsFailure.PROTOCOL_ERROR, "complete, but without keys")
                            : new Established(keys));
            linger(transport);
        } catch (IOException | RuntimeException e) {
            // BouncyCastle lets a runtime exception out for some malformed messages: those are the peer's fault too
            result.complete(failed(e));
        } finally {
            wire.close();
        }
    }

    /// The transport itself is never closed: its `close_notify` would end the peer's session.
    private void linger(DTLSTransport transport) throws IOException {
        byte[] ignored = new byte[DatagramQueue.RECEIVE_LIMIT];
        int rounds = peer instanceof ServerPeer ? LINGER_ROUNDS : 0;
        for (int round = 0; round < rounds && !wire.isClosed(); round++) {
            var _ = transport.receive(ignored, 0, ignored.length, LINGER_ROUND_MILLIS);
        }
    }

    private Failed failed(Exception e) {
        DtlsFailure known = peer.negotiation().failure();
        DtlsFailure reason = known != null ? known : reasonOf(e);
        return new Failed(reason, e.getClass().getSimpleName() + ": " + e.getMessage());
    }

    private static DtlsFailure reasonOf(Exception e) {
        return switch (e) {
            case TlsTimeoutException _ -> DtlsFailure.TIMEOUT;
            case TlsFatalAlertReceived _ -> DtlsFailure.ALERT_RECEIVED;
            default -> DtlsFailure.PROTOCOL_ERROR;
        };
    }
}
