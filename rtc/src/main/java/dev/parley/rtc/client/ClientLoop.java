package dev.parley.rtc.client;

import dev.parley.rtc.srtp.SrtpCiphers;
import io.netty.channel.EventLoop;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What the clients of one event loop share: its thread, one tick for all, and two slabs that each packet passes
/// through.
final class ClientLoop {
    /// As fine as a source of sound (20 ms) needs to be heard in time, as coarse as hundreds of clients need to be
    /// cheap.
    static final long TICK_NS = 5_000_000;

    /// Longer than any datagram WebRTC sends, with room for the tag.
    static final int SLAB_BYTES = 4_096;

    final EventLoop executor;
    final ClientSettings settings;
    final SrtpCiphers ciphers;
    final MemorySegment inbound = Arena.ofAuto().allocate(SLAB_BYTES);
    final MemorySegment outbound = Arena.ofAuto().allocate(SLAB_BYTES);
    final ByteBuffer inboundBytes = inbound.asByteBuffer();
    final ByteBuffer outboundBytes = outbound.asByteBuffer();
    private final List<Peer> peers = new ArrayList<>();

    ClientLoop(EventLoop executor, ClientSettings settings) {
        this.executor = executor;
        this.settings = settings;
        this.ciphers = SrtpCiphers.best();
        var _ = executor.scheduleWithFixedDelay(this::tick, TICK_NS, TICK_NS, TimeUnit.NANOSECONDS);
    }

    long nowNs() {
        return settings.clock().getAsLong();
    }

    void add(Peer peer) {
        peers.add(peer);
    }

    void remove(Peer peer) {
        peers.remove(peer);
    }

    List<Peer> peers() {
        return List.copyOf(peers);
    }

    private void tick() {
        long nowNs = nowNs();
        for (int i = peers.size() - 1; i >= 0; i--) { // from the end: a peer may leave in its tick
            peers.get(i).tick(nowNs);
        }
    }
}
