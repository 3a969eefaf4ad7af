package dev.parley.rtc.client;

import dev.parley.rtc.client.offer.OfferPlan;
import dev.parley.rtc.dtls.DtlsIdentity;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A group of clients on a few event loops, with one certificate for all of them. Closing it closes every client.
public final class RtcClients implements AutoCloseable {
    /// Half a second of 8 Mbit/s: what arrives while a busy machine does something else. The kernel may give less.
    private static final int SOCKET_BUFFER_BYTES = 512 << 10;

    private static final int DATAGRAM_BYTES = 2_048;
    private static final int DATAGRAMS_PER_READ = 64;
    private static final long STOP_SECONDS = 5;

    private final ClientSettings settings;
    private final DtlsIdentity identity;
    private final boolean epoll = Epoll.isAvailable();
    private final MultiThreadIoEventLoopGroup group;
    private final List<ClientLoop> loops = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    public RtcClients(ClientSettings settings) {
        this.settings = settings;
        this.identity = DtlsIdentity.selfSigned(
                settings.random(), Instant.ofEpochSecond(0, settings.unixNs().getAsLong()));
        this.group = new MultiThreadIoEventLoopGroup(
                settings.loops(),
                RtcClients::newThread,
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        for (int i = 0; i < settings.loops(); i++) {
            loops.add(new ClientLoop(group.next(), settings));
        }
    }

    private static Thread newThread(Runnable work) {
        Thread thread = new FastThreadLocalThread(work, "rtc-client");
        thread.setDaemon(true);
        return thread;
    }

    /// A client with its socket open and its offer written; everything else begins with the answer.
    public RtcClient open(OfferPlan plan, ClientListener listener) {
        return open(plan, new Peer.Watchers(listener, null));
    }

    /// The same, watched on the wire.
    public RtcClient open(OfferPlan plan, ClientListener listener, WireTap tap) {
        return open(plan, new Peer.Watchers(listener, tap));
    }

    private RtcClient open(OfferPlan plan, Peer.Watchers watchers) {
        ClientLoop loop = loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
        Peer peer = new Peer(loop, identity, plan, watchers);
        Channel channel = bind(loop.executor, peer);
        peer.begin(channel);
        return new RtcClient(peer);
    }

    private Channel bind(EventLoop executor, Peer peer) {
        boolean ipv6 = settings.bind() instanceof Inet6Address;
        SocketProtocolFamily family = ipv6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        ChannelFactory<Channel> channels =
                epoll ? () -> new EpollDatagramChannel(family) : () -> new NioDatagramChannel(family);
        return new Bootstrap()
                .group(executor)
                .channelFactory(channels)
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(DATAGRAM_BYTES).maxMessagesPerRead(DATAGRAMS_PER_READ))
                .handler(peer.inbound())
                .bind(new InetSocketAddress(settings.bind(), 0))
                .syncUninterruptibly()
                .channel();
    }

    @Override
    public void close() {
        for (ClientLoop loop : loops) {
            loop.executor
                    .submit(() -> loop.peers().forEach(peer -> peer.close("group closed")))
                    .awaitUninterruptibly();
        }
        group.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
