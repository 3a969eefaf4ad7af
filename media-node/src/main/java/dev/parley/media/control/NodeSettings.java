package dev.parley.media.control;

import dev.parley.media.load.Capacity;
import dev.parley.room.NodeId;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What a node is made of by its shell.
///
/// @param node its name among nodes
/// @param instance new with every start: tells signaling that earlier sessions are forgotten
/// @param bind the addresses its doors listen at: one, or all that are announced, in the same order
/// @param mediaPort of the first loop, the next loops take the next ports; 0 lets the system choose each
/// @param announce addresses that clients are given as candidates, best first
/// @param loops how many
/// @param clock monotonic nanoseconds
/// @param random for credentials and ids
/// @param capacity what it takes on
/// @param machine what it runs on, if somebody says so
public record NodeSettings(
        NodeId node,
        String instance,
        List<InetAddress> bind,
        int mediaPort,
        List<InetAddress> announce,
        int loops,
        LongSupplier clock,
        SecureRandom random,
        Capacity capacity,
        @Nullable String machine) {
    private static final int PORTS = 65_535;

    public NodeSettings {
        bind = List.copyOf(bind);
        announce = List.copyOf(announce);
        if (loops < 1) {
            throw new IllegalArgumentException("loops: " + loops + " (expected: >= 1)");
        }
        if (mediaPort < 0 || mediaPort + loops - 1 > PORTS) {
            throw new IllegalArgumentException(
                    "mediaPort: " + mediaPort + " for " + loops + " loops (expected: 0, or ports up to " + PORTS + ")");
        }
        if (bind.size() != 1 && !bind.equals(announce)) {
            throw new IllegalArgumentException(
                    "bind: " + bind + " (expected: one address, or all of " + announce + ")");
        }
        if (announce.isEmpty()) {
            throw new IllegalArgumentException("announce: nothing (expected: at least one address)");
        }
    }

    /// With the capacity that a node of so many loops has, unless somebody says otherwise, and on any machine.
    public NodeSettings(
            NodeId node,
            String instance,
            List<InetAddress> bind,
            int mediaPort,
            List<InetAddress> announce,
            int loops,
            LongSupplier clock,
            SecureRandom random) {
        this(node, instance, bind, mediaPort, announce, loops, clock, random, Capacity.of(Math.max(1, loops)), null);
    }

    /// Where the loop of this index listens.
    public int portOf(int loop) {
        return mediaPort == 0 ? 0 : mediaPort + loop;
    }
}
