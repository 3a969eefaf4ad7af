package dev.parley.media.udp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DatagramPacket;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// The portable way out: every datagram is copied into a pooled buffer and sent by itself. For laptops without epoll
/// and for tests; it costs several times what [SendmmsgSender] does.
final class NettySender implements BurstSender {
    private final Channel channel;
    private final boolean ipv6;
    private final Tally tally;
    /// Written by the channel's loop, which alone learns of a failure.
    private final Tally failures;

    private final ChannelFutureListener noteFailure;
    private boolean queued;
    private boolean closed;

    NettySender(Channel channel, boolean ipv6, DoorCounters counters) {
        this.channel = channel;
        this.ipv6 = ipv6;
        this.tally = counters.newTally();
        this.failures = counters.newTally();
        this.noteFailure = this::noteFailure;
    }

    @Override
    public void send(RemoteAddress to, MemorySegment slab, long offset, int bytes, int segmentBytes) {
        Trains.check(slab, offset, bytes, segmentBytes);
        int datagrams = Math.ceilDiv(bytes, segmentBytes);
        if (closed) {
            tally.add(DoorCount.DROPPED_CLOSED, datagrams);
        } else if (!ipv6 && !to.isIpv4()) {
            tally.add(DoorCount.DROPPED_WRONG_FAMILY, datagrams);
        } else if (!channel.isWritable()) {
            tally.add(DoorCount.DROPPED_WOULD_BLOCK, datagrams);
        } else {
            ByteBuffer train = slab.asSlice(offset, bytes).asByteBuffer();
            for (int at = 0; at < bytes; at += segmentBytes) {
                write(to, train.slice(at, Math.min(segmentBytes, bytes - at)));
            }
            tally.add(DoorCount.DATAGRAMS_OUT, datagrams);
            tally.add(DoorCount.BYTES_OUT, bytes);
        }
    }

    private void write(RemoteAddress to, ByteBuffer datagram) {
        ByteBuf copy = channel.alloc().directBuffer(datagram.remaining()).writeBytes(datagram);
        channel.write(new DatagramPacket(copy, to.socketAddress())).addListener(noteFailure);
        queued = true;
    }

    private void noteFailure(ChannelFuture written) {
        if (!written.isSuccess()) {
            failures.add(DoorCount.DROPPED_OTHER, 1);
        }
    }

    @Override
    public void flush() {
        if (queued) {
            queued = false;
            tally.add(DoorCount.SEND_CALLS, 1);
            channel.flush();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
