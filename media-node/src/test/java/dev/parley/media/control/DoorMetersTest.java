package dev.parley.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.udp.BurstSender;
import dev.parley.media.udp.DatagramHandler;
import dev.parley.media.udp.DoorSettings;
import dev.parley.media.udp.RemoteAddress;
import dev.parley.media.udp.UdpDoor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DoorMetersTest {
    @Test
    @DisplayName("a door's counters and its thread's come under their metric names, tagged with the loop")
    void report() {
        var bind = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        var found = new HashMap<String, Long>();
        try (UdpDoor door = UdpDoor.open(DoorSettings.of(bind, 3, Long.MAX_VALUE, () -> 0), new Nobody());
                BurstSender sender = door.newSender()) {
            sender.send(RemoteAddress.of(bind), Arena.ofAuto().allocate(30), 0, 0, 10);
            sender.flush();
            DoorMeters.report(door, new CounterSink() {
                @Override
                public void count(String name, Map<String, String> tags, long value) {
                    found.put(name + tags, value);
                }

                @Override
                public void time(String name, Map<String, String> tags, long valueNs) {
                    found.put(name + tags, valueNs);
                }
            });
        }
        assertThat(found).containsEntry("parley_udp_datagrams_out{loop=3}", 0L);
        assertThat(found).containsKeys("parley_udp_dropped_would_block{loop=3}", "parley_udp_receive_turns{loop=3}");
        assertThat(found).containsEntry("parley_udp_dropped_receive_queue{loop=3}", 0L);
        assertThat(found.get("parley_loop_cpu{loop=3}")).isPositive();
        assertThat(found.get("parley_loop_allocated_bytes{loop=3}")).isPositive();
    }

    private static final class Nobody implements DatagramHandler {
        @Override
        public void datagram(MemorySegment slab, long offset, int length, InetSocketAddress from, long nowNs) {}

        @Override
        public void turnEnd(long nowNs) {}

        @Override
        public void tick(long nowNs) {}
    }
}
