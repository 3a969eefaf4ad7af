package dev.parley.rtc.client;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.function.LongSupplier;

/// What a group of clients is made of.
///
/// @param loops event loops that share all clients
/// @param bind the address of each client's socket; the system chooses the port
/// @param clock monotonic nanoseconds
/// @param unixNs the wall clock, for sender reports
/// @param random for credentials and SSRCs
public record ClientSettings(
        int loops, InetAddress bind, LongSupplier clock, LongSupplier unixNs, SecureRandom random) {
    public ClientSettings {
        if (loops < 1) {
            throw new IllegalArgumentException("loops: " + loops + " (expected: >= 1)");
        }
    }
}
