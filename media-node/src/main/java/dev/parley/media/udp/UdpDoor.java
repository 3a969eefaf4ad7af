package dev.parley.media.udp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// One UDP port and the thread that serves it: a Netty event loop with a datagram channel. A node with several
/// addresses has a door at each, [#beside] one another on one thread: what comes in at one address must go out from
/// it, and a socket that listens everywhere sends from the address the route prefers. Whoever opens a door closes
/// it, after its senders; closing the first ends the thread of all.
public final class UdpDoor implements AutoCloseable {
    /// The longest datagram looked at, and one more byte to see that it was longer. WebRTC keeps within 1,500.
    public static final int DATAGRAM_BYTES = 2048;
    /// Free bytes before each received datagram: a cache line, so that headers may grow in place.
    public static final int HEADROOM_BYTES = 64;

    /// 4 MiB hold 20 ms of 1.6 Gbit/s: what arrives while the collector or the scheduler has the thread. The kernel
    /// cuts it to `net.core.rmem_max` and `wmem_max`.
    private static final int SOCKET_BUFFER_BYTES = 4 << 20;
    /// What may wait inside Netty for the portable sender: the burst of one turn, not a queue.
    private static final WriteBufferWaterMark WAITING_BYTES = new WriteBufferWaterMark(1 << 20, 2 << 20);
    /// Datagrams of one recvmmsg: the system call's cost is spread well enough, the buffer stays at 64 KiB.
    private static final int RECEIVE_BATCH = 32;
    /// Datagrams of one turn: more would make larger bursts, but the first of them would wait longer.
    private static final int TURN_DATAGRAMS = 256;
    /// Commands waiting for the loop. Beyond it the loop is not keeping up and callers are told so.
    private static final int COMMANDS = 8192;

    /// Pieces of work between two looks at the socket take no longer, but for the last one: packets wait for them.
    private static final long PIECES_NS = 500_000;
    /// The loop runs all waiting commands before it looks at its socket; only what is scheduled lets it.
    private static final long BREATH_MS = 1;

    private final DoorSettings settings;
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop eventLoop;
    private final DoorLoop loop;
    private final Channel channel;
    private final DoorCounters counters;
    private final AtomicInteger waitingCommands = new AtomicInteger();
    private final Queue<Runnable> pieces = new ConcurrentLinkedQueue<>();
    /// Of the pieces; whoever adds the first one has the loop begin.
    private final AtomicInteger waitingPieces = new AtomicInteger();
    private final boolean ipv6;
    private final boolean guest;
    private final long threadId;
    /// Of the loop: a turn end already stands behind the commands in its queue.
    private boolean turnEndQueued;

    private UdpDoor(DoorSettings settings, DatagramHandler handler) {
        this.settings = settings;
        this.ipv6 = settings.bind().getAddress() instanceof Inet6Address;
        this.guest = false;
        this.counters = new DoorCounters();
        this.loop = new DoorLoop(handler, settings, counters.newTally());
        boolean epoll = usesEpoll();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.group = new MultiThreadIoEventLoopGroup(1, this::newThread, io);
        this.eventLoop = group.next();
        try {
            this.threadId = eventLoop
                    .submit(() -> Thread.currentThread().threadId())
                    .syncUninterruptibly()
                    .getNow();
            this.channel = bind(epoll);
        } catch (Throwable failed) {
            var _ = group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw failed;
        }
        var _ = eventLoop.scheduleWithFixedDelay(
                loop::tick, settings.tickNs(), settings.tickNs(), TimeUnit.NANOSECONDS);
    }

    private UdpDoor(DoorSettings settings, DatagramHandler handler, UdpDoor host) {
        this.settings = settings;
        this.ipv6 = settings.bind().getAddress() instanceof Inet6Address;
        this.guest = true;
        this.counters = host.counters;
        this.loop = new DoorLoop(handler, settings, counters.newTally());
        this.group = host.group;
        this.eventLoop = host.eventLoop;
        this.threadId = host.threadId;
        this.channel = bind(usesEpoll());
    }

    private boolean usesEpoll() {
        return settings.transport() == DoorSettings.Transport.AUTOMATIC && Epoll.isAvailable();
    }

    /// Binds the port and starts to receive. Throws what binding throws.
    public static UdpDoor open(DoorSettings settings, DatagramHandler handler) {
        return new UdpDoor(settings, handler);
    }

    /// A door at another address on this one's thread. It counts with this one, and leaves commands and ticks to it.
    public UdpDoor beside(InetSocketAddress bind, DatagramHandler handler) {
        return new UdpDoor(settings.at(bind), handler, this);
    }

    private Thread newThread(Runnable work) {
        Thread thread = new FastThreadLocalThread(work, settings.name());
        thread.setDaemon(true);
        return thread;
    }

    private Channel bind(boolean epoll) {
        SocketProtocolFamily family = ipv6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        ChannelFactory<Channel> channels =
                epoll ? () -> new EpollDatagramChannel(family) : () -> new NioDatagramChannel(family);
        int receiveBytes = epoll ? RECEIVE_BATCH * DATAGRAM_BYTES : DATAGRAM_BYTES;
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channelFactory(channels)
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
                .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING_BYTES)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(receiveBytes).maxMessagesPerRead(TURN_DATAGRAMS))
                .handler(loop);
        if (epoll) {
            bootstrap.option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM_BYTES);
        }
        return bootstrap.bind(settings.bind()).syncUninterruptibly().channel();
    }

    public int index() {
        return settings.index();
    }

    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /// A way out through this port for one thread, which closes it again: the port stays taken as long as it is open.
    public BurstSender newSender() {
        if (channel instanceof EpollDatagramChannel epoll && Libc.isKnownHere()) {
            return new SendmmsgSender(Libc.duplicate(epoll.fd().intValue()), ipv6, counters.newTally());
        }
        return new NettySender(channel, ipv6, counters);
    }

    /// Runs a command on the door's thread; commands of one caller keep their order. False when the door is closed or
    /// too many wait already: the command will not run.
    public boolean execute(Runnable command) {
        if (waitingCommands.incrementAndGet() > COMMANDS) {
            waitingCommands.decrementAndGet();
            return false;
        }
        try {
            eventLoop.execute(() -> {
                waitingCommands.decrementAndGet();
                runCommand(command);
            });
            return true;
        } catch (RejectedExecutionException _) {
            waitingCommands.decrementAndGet();
            return false;
        }
    }

    /// Runs a piece of long work: at once, unless others wait, or the loop has done some since it looked at its
    /// socket. So packets flow in between. The pieces of one caller keep their order; one that is added by a piece
    /// comes after the next look.
    public void executePiece(Runnable piece) {
        pieces.add(piece);
        if (waitingPieces.getAndIncrement() == 0) {
            try {
                eventLoop.execute(this::runPieces);
            } catch (RejectedExecutionException _) {
                // closed: nothing is left to be done
            }
        }
    }

    private void runPieces() {
        long untilNs = settings.clock().getAsLong() + PIECES_NS;
        int present = waitingPieces.get();
        int done = 0;
        try {
            do {
                done++;
                runCommand(pieces.remove());
            } while (done < present && settings.clock().getAsLong() - untilNs < 0);
        } finally { // whatever a piece throws, those behind it have their turn
            if (waitingPieces.addAndGet(-done) > 0) {
                var _ = eventLoop.schedule(this::runPieces, BREATH_MS, TimeUnit.MILLISECONDS);
            }
        }
    }

    /// One turn end for all commands that wait: they may come in hundreds.
    private void runCommand(Runnable command) {
        loop.run(command);
        if (!turnEndQueued && !eventLoop.isShuttingDown()) {
            turnEndQueued = true;
            eventLoop.execute(this::endCommands);
        }
    }

    private void endCommands() {
        turnEndQueued = false;
        loop.endTurn();
    }

    public boolean inLoop() {
        return eventLoop.inEventLoop();
    }

    /// Of the loop's thread, for the meters of its processor time and allocation.
    public long threadId() {
        return threadId;
    }

    /// How long it is since the last whole turn began: hardly more than a tick while the loop is well. For any
    /// thread.
    public long quietNs() {
        return settings.clock().getAsLong() - loop.turnedNs();
    }

    public DoorCounters counters() {
        return counters;
    }

    /// Closes the port and ends the thread; waits for it unless called on it.
    @Override
    public void close() {
        var _ = channel.close();
        if (guest) {
            return;
        }
        var ended = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        if (!inLoop()) {
            ended.syncUninterruptibly();
        }
    }
}
