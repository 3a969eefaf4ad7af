package dev.parley.rtc.client;

import dev.parley.rtc.client.offer.Offer;
import dev.parley.rtc.client.send.MediaSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One client's door. Every method may be called from any thread; the work is done on the client's loop, in the order
/// of the calls. Futures complete there, so nobody may block in their continuations.
public final class RtcClient implements AutoCloseable {
    private final Peer peer;

    RtcClient(Peer peer) {
        this.peer = peer;
    }

    /// The one offer of this client's life.
    public Offer offer() {
        return peer.offer();
    }

    /// The answer to it. Completes when packets can flow, or when it is clear that they never will.
    public CompletableFuture<ConnectResult> answered(String sdp) {
        return peer.connecting(() -> peer.answered(sdp));
    }

    /// From now on this track sends what the source gives; null: nothing. Completes with false when the peer did not
    /// take the track. Only after the answer.
    public CompletableFuture<Boolean> source(String mid, @Nullable MediaSource source) {
        return ask(() -> peer.source(mid, source));
    }

    /// Sends only these layers of a track.
    public CompletableFuture<Boolean> layersWanted(String mid, List<String> rids) {
        return ask(() -> peer.layersWanted(mid, rids));
    }

    /// Asks for a key frame in this slot. Completes with false when there is no such slot.
    public CompletableFuture<Boolean> wantKeyFrame(String mid) {
        return ask(() -> peer.wantKeyFrame(mid));
    }

    /// One more address of the peer, as `a=candidate` writes it. One with a higher priority is used as soon as it
    /// answers. Completes with false when it is not one.
    public CompletableFuture<Boolean> addCandidate(String candidate) {
        return ask(() -> peer.addCandidate(candidate));
    }

    /// Begins an ICE restart: the fragment for the peer (`application/trickle-ice-sdpfrag`). Packets flow on over the
    /// old path until the new one answers.
    public CompletableFuture<String> restart() {
        return ask(peer::restart);
    }

    /// The peer's fragment for that restart. Completes with false when it cannot be used.
    public CompletableFuture<Boolean> restarted(String fragment) {
        return ask(() -> peer.restarted(fragment));
    }

    public CompletableFuture<ClientStats> stats() {
        return ask(peer::stats);
    }

    /// Sends nothing more and closes the socket. Completes when that has happened.
    public CompletableFuture<Void> closed() {
        return this.<Boolean>ask(() -> {
                    peer.close("closed");
                    return true;
                })
                .thenCompose(_ -> peer.socketClosed());
    }

    @Override
    public void close() {
        var _ = closed();
    }

    private <T> CompletableFuture<T> ask(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, peer.executor());
    }
}
