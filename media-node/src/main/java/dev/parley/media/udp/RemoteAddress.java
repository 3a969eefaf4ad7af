package dev.parley.media.udp;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A receiver's address with its native forms made ready: what a `sockaddr_in` and a `sockaddr_in6` (for IPv4 the
/// mapped one, RFC 4291 §2.5.5.2) hold, as words to be stored. Plain values, so it may be shared and dropped freely.
public final class RemoteAddress {
    /// Of `sockaddr_in`.
    static final int IPV4_BYTES = 16;
    /// Of `sockaddr_in6`, whose last four bytes (the scope) have a field of their own here.
    static final int IPV6_BYTES = 28;

    private static final short AF_INET = 2;
    private static final short AF_INET6 = 10;

    private final InetSocketAddress address;
    private final boolean ipv4;
    /// Family, port and IPv4 address, as they lie in memory.
    final long inet4;
    /// Family, port and flow label; the two halves of the address; the scope.
    final long inet6Head;

    final long inet6High;
    final long inet6Low;
    final int inet6Scope;

    private RemoteAddress(InetSocketAddress address, InetAddress ip) {
        this.address = address;
        this.ipv4 = ip instanceof Inet4Address;
        byte[] bytes = ip.getAddress();
        ByteBuffer inet6Bytes = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        if (ipv4) {
            inet4 = words(AF_INET, address.getPort(), bytes);
            inet6Bytes.put(10, (byte) 0xFF).put(11, (byte) 0xFF).put(12, bytes);
        } else {
            inet4 = 0;
            inet6Bytes.put(0, bytes);
        }
        inet6Head = words(AF_INET6, address.getPort(), new byte[Integer.BYTES]);
        inet6High = inet6Bytes.getLong(0);
        inet6Low = inet6Bytes.getLong(Long.BYTES);
        inet6Scope = ip instanceof Inet6Address inet6 ? inet6.getScopeId() : 0;
    }

    public static RemoteAddress of(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        if (ip == null) {
            throw new IllegalArgumentException("address: " + address + " (expected: an address, not a name)");
        }
        return new RemoteAddress(address, ip);
    }

    private static long words(short family, int port, byte[] four) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putShort(family)
                .put((byte) (port >>> 8))
                .put((byte) port)
                .put(four)
                .getLong(0);
    }

    public InetSocketAddress socketAddress() {
        return address;
    }

    boolean isIpv4() {
        return ipv4;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RemoteAddress remote && address.equals(remote.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
