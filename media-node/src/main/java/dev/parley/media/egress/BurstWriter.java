package dev.parley.media.egress;

import dev.parley.media.udp.BurstSender;
import dev.parley.media.udp.RemoteAddress;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lays the packets of one receiver side by side and hands them to the socket as runs of equal size, so that the
/// kernel cuts one large buffer instead of being called once a packet (UDP_SEGMENT, udp(7)). The last packet of a run
/// may be shorter. Packets of the next receiver follow in the same slab until it is full.
public final class BurstWriter {
    /// The kernel's UDP_MAX_SEGMENTS.
    static final int RUN_PACKETS = 64;

    /// A run is one UDP payload to the kernel: 65,507 bytes at most over IPv4.
    static final int RUN_BYTES = 65_000;

    private final MemorySegment slab;
    /// Every door that was gone through; one has nothing to flush as often as not, which costs a comparison.
    private final List<BurstSender> used = new ArrayList<>();

    private @Nullable BurstSender sender;
    private long end;
    private long runStart;
    private int runPackets;
    private int segmentBytes;
    private boolean runEnded;

    public BurstWriter(MemorySegment slab) {
        this.slab = slab;
    }

    public MemorySegment slab() {
        return slab;
    }

    /// Where the next packet of this receiver is to be written; there is room for the largest.
    public long at() {
        return end;
    }

    /// The following packets go out through this door.
    public void through(BurstSender door) {
        if (!door.equals(sender)) {
            assert runPackets == 0 : "a receiver's packets leave through one door";
            sender = door;
            if (!used.contains(door)) {
                used.add(door);
            }
        }
    }

    /// A packet of `length` bytes has been written at [#at()].
    public void add(RemoteAddress to, int length) {
        boolean fits = runPackets > 0
                && !runEnded
                && length <= segmentBytes
                && runPackets < RUN_PACKETS
                && end + length - runStart <= RUN_BYTES;
        if (!fits) {
            endRun(to);
            segmentBytes = length;
        }
        runEnded = length < segmentBytes;
        runPackets++;
        end += length;
        if (slab.byteSize() - end
                < PacketComposer.MAX_PACKET_BYTES) { // one receiver's share after a stall has no bound
            endRun(to);
            flush();
        }
    }

    /// A datagram that needs no protection: STUN or DTLS.
    public void addPlain(RemoteAddress to, byte[] bytes) {
        MemorySegment.copy(bytes, 0, slab, ValueLayout.JAVA_BYTE, end, bytes.length);
        add(to, bytes.length);
        endReceiver(to);
    }

    /// Hands over what is left of this receiver's packets. The next packet starts a run of its own.
    public void endReceiver(RemoteAddress to) {
        endRun(to);
        if (slab.byteSize() - end < RUN_BYTES + PacketComposer.MAX_PACKET_BYTES) {
            flush();
        }
    }

    /// Everything goes to the socket; the slab is free again.
    public void flush() {
        for (int i = 0; i < used.size(); i++) {
            used.get(i).flush();
        }
        end = 0;
        runStart = 0;
    }

    private void endRun(RemoteAddress to) {
        if (runPackets > 0 && sender != null) {
            sender.send(to, slab, runStart, (int) (end - runStart), segmentBytes);
        }
        runStart = end;
        runPackets = 0;
        runEnded = false;
    }
}
