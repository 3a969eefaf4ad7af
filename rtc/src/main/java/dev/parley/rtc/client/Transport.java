package dev.parley.rtc.client;

import dev.parley.rtc.client.send.PacketExit;
import dev.parley.rtc.packets.rtcp.RtcpCompound;
import dev.parley.rtc.packets.rtcp.RtcpMessage;
import dev.parley.rtc.srtp.SrtpFailure;
import dev.parley.rtc.srtp.SrtpKeys;
import dev.parley.rtc.srtp.SrtpReceiver;
import dev.parley.rtc.srtp.SrtpSender;
import dev.parley.rtc.srtp.SrtpState;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A client's socket with encryption: from the loop's outbound slab to the wire, and from the wire into its inbound
/// slab. Lives on the loop.
final class Transport implements PacketExit {
    /// A compound of feedback is cut before it outgrows any path's MTU.
    private static final int COMPOUND_BYTES = 1_100;

    private final ClientLoop loop;
    private final Channel channel;
    private final @Nullable WireTap tap;
    private final Map<SrtpFailure, Long> refused = new EnumMap<>(SrtpFailure.class);
    private @Nullable SrtpSender sender;
    private @Nullable SrtpReceiver receiver;
    private @Nullable InetSocketAddress remote;
    private int transportSequence;
    private boolean unflushed;

    Transport(ClientLoop loop, Channel channel, @Nullable WireTap tap) {
        this.loop = loop;
        this.channel = channel;
        this.tap = tap;
    }

    void secure(SrtpKeys keys) {
        if (tap != null) {
            tap.secured(keys);
        }
        sender = new SrtpSender(loop.ciphers, keys.profile(), keys.local(), SrtpState.EMPTY);
        receiver = new SrtpReceiver(loop.ciphers, keys.profile(), keys.remote(), SrtpState.EMPTY);
    }

    boolean isSecure() {
        return sender != null;
    }

    void sendTo(InetSocketAddress address) {
        remote = address;
    }

    @Nullable
    InetSocketAddress remote() {
        return remote;
    }

    @Override
    public MemorySegment slab() {
        return loop.outbound;
    }

    @Override
    public long start() {
        return 0;
    }

    @Override
    public int nextTransportSequence() {
        transportSequence = transportSequence + 1 & 0xFFFF;
        return transportSequence;
    }

    @Override
    public void send(int length) {
        if (sender != null && remote != null) {
            write(sender.protect(loop.outbound, 0, length), remote);
        }
    }

    /// Sends these as few compounds as they fit into.
    void send(List<RtcpMessage> messages) {
        if (sender == null || remote == null) {
            return;
        }
        int from = 0;
        while (from < messages.size()) {
            int length = messages.get(from).length();
            int to = from + 1;
            while (to < messages.size() && length + messages.get(to).length() <= COMPOUND_BYTES) {
                length += messages.get(to).length();
                to++;
            }
            RtcpCompound.write(messages.subList(from, to), loop.outbound, 0);
            write(sender.protectRtcp(loop.outbound, 0, length), remote);
            from = to;
        }
    }

    /// Sends bytes of STUN or DTLS.
    void sendPlain(ByteBuffer datagram, InetSocketAddress to) {
        int length = datagram.remaining();
        loop.outboundBytes.clear().put(datagram);
        write(length, to);
        flush();
    }

    private void write(int length, InetSocketAddress to) {
        ByteBuffer from = loop.outboundBytes.clear().limit(length);
        if (tap != null) {
            byte[] copy = new byte[length];
            from.get(0, copy);
            tap.sent(copy, to);
        }
        ByteBuf datagram = channel.alloc().directBuffer(length);
        datagram.writeBytes(from);
        var _ = channel.write(new DatagramPacket(datagram, to), channel.voidPromise());
        unflushed = true;
    }

    void flush() {
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    /// Opens the RTP packet in the inbound slab; its length, or below 0 when it was refused and counted.
    int open(int length) {
        return receiver == null ? -1 : counted(receiver.unprotect(loop.inbound, 0, length));
    }

    /// Opens the RTCP compound in the inbound slab.
    int openRtcp(int length) {
        return receiver == null ? -1 : counted(receiver.unprotectRtcp(loop.inbound, 0, length));
    }

    private int counted(int length) {
        if (length < 0) {
            SrtpFailure.ofCode(length).ifPresent(failure -> refused.merge(failure, 1L, Long::sum));
        }
        return length;
    }

    Map<SrtpFailure, Long> refused() {
        return refused;
    }

    void close() {
        if (sender != null) {
            sender.close();
            sender = null;
        }
        if (receiver != null) {
            receiver.close();
            receiver = null;
        }
        channel.flush();
        var _ = channel.close();
    }
}
