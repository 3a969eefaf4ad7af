package dev.parley.media.link;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/// Where a node takes links of other nodes.
///
/// @param bind the address to listen at
/// @param port 0 lets the system choose
/// @param announce the host that other nodes dial: a name or an address
public record LinkSettings(InetAddress bind, int port, String announce) {
    private static final int HIGHEST_PORT = 65_535;

    /// What others are told, `host:port`.
    ///
    /// @param actualPort of [NodeLinks#port()]
    public String announced(int actualPort) {
        return (announce.contains(":") ? "[" + announce + "]" : announce) + ":" + actualPort;
    }

    /// What another said, not looked up yet. Empty when it is no such thing.
    public static Optional<InetSocketAddress> parse(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        String host = colon < 0 ? "" : hostAndPort.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            return Optional.empty();
        }
        try {
            int port = Integer.parseInt(hostAndPort, colon + 1, hostAndPort.length(), 10);
            return host.isBlank() || port < 1 || port > HIGHEST_PORT
                    ? Optional.empty()
                    : Optional.of(InetSocketAddress.createUnresolved(host, port));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
