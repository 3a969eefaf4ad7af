package dev.parley.rtc.client;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.nio.ByteBuffer;

/// Copies each datagram into the loop's slab and hands it over. A copy of 1,200 bytes costs less than wrapping foreign
/// memory anew for each.
final class Inbound extends SimpleChannelInboundHandler<DatagramPacket> {
    private final Peer peer;
    private final ClientLoop loop;

    Inbound(Peer peer, ClientLoop loop) {
        this.peer = peer;
        this.loop = loop;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
        int length = datagram.content().readableBytes();
        if (length == 0 || length > ClientLoop.SLAB_BYTES) {
            return;
        }
        ByteBuffer to = loop.inboundBytes;
        to.clear().limit(length);
        datagram.content().readBytes(to);
        peer.datagram(length, datagram.sender());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        peer.flush();
    }

    /// An ICMP "port unreachable" comes up here when the peer is gone: consent will run out, that is enough.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {}
}
