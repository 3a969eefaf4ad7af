package dev.parley.media.udp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the door's thread does: cuts its work into turns and hands it to the handler. Only that thread comes here.
final class DoorLoop extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(DoorLoop.class);
    private static final int LINE_BYTES = 64;
    private static final long US_NS = 1_000;
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private final DatagramHandler handler;
    private final LongSupplier clock;
    private final Tally tally;
    private final MemorySegment slab =
            Arena.ofAuto().allocate(UdpDoor.HEADROOM_BYTES + UdpDoor.DATAGRAM_BYTES, LINE_BYTES);
    private final ByteBuffer cell =
            slab.asSlice(UdpDoor.HEADROOM_BYTES, UdpDoor.DATAGRAM_BYTES).asByteBuffer();

    /// Read by whoever asks whether the loop still turns.
    private volatile long turnedNs;

    private final long tickNs;
    private boolean inTurn;
    private long nowNs;
    private long tickDueNs;

    DoorLoop(DatagramHandler handler, DoorSettings settings, Tally tally) {
        this.handler = handler;
        this.clock = settings.clock();
        this.tickNs = settings.tickNs();
        this.tally = tally;
        this.turnedNs = clock.getAsLong();
        this.tickDueNs = turnedNs + tickNs;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket packet = (DatagramPacket) message;
        try {
            beginTurn();
            receive(packet);
        } catch (RuntimeException | AssertionError bug) {
            failed("datagram", bug);
        } finally {
            packet.release();
        }
    }

    private void receive(DatagramPacket packet) {
        ByteBuf content = packet.content();
        int length = content.readableBytes();
        if (length >= UdpDoor.DATAGRAM_BYTES) {
            tally.add(DoorCount.OVERSIZED_IN, 1);
            return;
        }
        copy(content, length);
        tally.add(DoorCount.DATAGRAMS_IN, 1);
        tally.add(DoorCount.BYTES_IN, length);
        handler.datagram(slab, UdpDoor.HEADROOM_BYTES, length, packet.sender(), nowNs);
    }

    /// By address where there is one: Netty makes a buffer of a buffer for each copy.
    private void copy(ByteBuf content, int length) {
        if (content.hasMemoryAddress()) {
            long address = content.memoryAddress() + content.readerIndex();
            MemorySegment.copy(MEMORY, address, slab, UdpDoor.HEADROOM_BYTES, length);
        } else {
            content.getBytes(content.readerIndex(), cell.clear().limit(length));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (inTurn) {
            tally.add(DoorCount.RECEIVE_TURNS, 1);
        }
        endTurn();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // An ICMP error of an earlier datagram may surface at a read; the socket itself is well.
        LOG.debug("Door at {}: {}", context.channel().localAddress(), cause.toString());
    }

    void run(Runnable command) {
        beginTurn();
        try {
            command.run();
        } catch (RuntimeException | AssertionError bug) {
            failed("command", bug);
        }
    }

    void tick() {
        beginTurn();
        tally.add(DoorCount.TICKS, 1);
        tally.add(DoorCount.LATE_MICROSECONDS, Math.max(0, nowNs - tickDueNs) / US_NS);
        tickDueNs = nowNs + tickNs;
        try {
            handler.tick(nowNs);
        } catch (RuntimeException | AssertionError bug) {
            failed("tick", bug);
        }
        endTurn();
    }

    /// When the last turn that came to its end began.
    long turnedNs() {
        return turnedNs;
    }

    private void beginTurn() {
        if (!inTurn) {
            inTurn = true;
            nowNs = clock.getAsLong();
        }
    }

    void endTurn() {
        if (inTurn) {
            inTurn = false;
            try {
                handler.turnEnd(nowNs);
            } catch (RuntimeException | AssertionError bug) {
                failed("turn end", bug);
            }
            turnedNs = nowNs;
        }
    }

    /// Logged at the 1st, 2nd, 4th, 8th... time: a fault that every packet meets must not fill the disk.
    private void failed(String where, Throwable bug) {
        tally.add(DoorCount.HANDLER_FAILED, 1);
        long times = tally.value(DoorCount.HANDLER_FAILED);
        if (Long.bitCount(times) == 1) {
            LOG.error("Handler failed at a {} (time {})", where, times, bug);
        }
    }
}
