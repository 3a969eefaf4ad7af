package dev.parley.media.udp;

import java.net.InetSocketAddress;
import java.util.function.LongSupplier;

/// How to open a door.
///
/// @param bind address and port; the address' family decides the socket's family, port 0 lets the system choose
/// @param index the door's number in its node
/// @param tickNs distance of [DatagramHandler#tick]
/// @param clock monotonic nanoseconds, read once a turn
/// @param name of the door's thread
/// @param transport which of Netty's transports carries it
public record DoorSettings(
        InetSocketAddress bind, int index, long tickNs, LongSupplier clock, String name, Transport transport) {
    /// What a door runs on.
    public enum Transport {
        /// Epoll where there is epoll, NIO elsewhere.
        AUTOMATIC,
        /// The portable way, also where there is epoll: to test what other systems get.
        NIO
    }

    public DoorSettings {
        if (bind.isUnresolved()) {
            throw new IllegalArgumentException("bind: " + bind + " (expected: an address, not a name)");
        }
        if (tickNs <= 0) {
            throw new IllegalArgumentException("tickNs: " + tickNs + " (expected: > 0)");
        }
    }

    public static DoorSettings of(InetSocketAddress bind, int index, long tickNs, LongSupplier clock) {
        return new DoorSettings(bind, index, tickNs, clock, "parley-loop-" + index, Transport.AUTOMATIC);
    }

    DoorSettings at(InetSocketAddress otherBind) {
        return new DoorSettings(otherBind, index, tickNs, clock, name, transport);
    }

    public DoorSettings named(String threadName) {
        return new DoorSettings(bind, index, tickNs, clock, threadName, transport);
    }

    public DoorSettings over(Transport other) {
        return new DoorSettings(bind, index, tickNs, clock, name, other);
    }
}
