package dev.parley.rtc.srtp;

import static dev.parley.rtc.srtp.Slab.OFFSET;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jitsi.srtp.SrtpErrorStatus;

/// What sealing a packet costs, in thread CPU time and garbage: ours by either provider against jitsi-srtp by the JDK's
/// ciphers. Printed, never asserted. Run its `main` with the test class path.
final class SrtpBenchmark {
    private static final int ROUNDS = 9;
    private static final int PACKETS = 100_000;
    private static final int WARM_UP_ROUNDS = 3;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// Seals the packet with this sequence number.
    @FunctionalInterface
    interface Work {
        void run(int sequenceNumber) throws GeneralSecurityException;
    }

    private SrtpBenchmark() {}

    public static void main(String[] arguments) throws GeneralSecurityException {
        System.out.println("profile, bytes, engine, ns per packet (median, min), bytes allocated per packet");
        for (SrtpProfile profile : SrtpProfile.values()) {
            for (int length : new int[] {1200, 100}) {
                SrtpVectorsTest.providers().forEach(ciphers -> ours(ciphers, profile, length));
                jitsi(profile, length);
            }
        }
    }

    private static void ours(SrtpCiphers ciphers, SrtpProfile profile, int length) {
        SrtpMasterKey master = SrtpOracleTest.master(profile);
        MemorySegment slab = new Slab().put(Slab.rtp(5, 0, length)).memory();
        String name = ciphers.providerName();
        try (SrtpSender sender = new SrtpSender(ciphers, profile, master, SrtpState.EMPTY)) {
            measure(row(profile, length, name + " protect"), number -> {
                mark(slab, number);
                sender.protect(slab, OFFSET, length);
            });
        }
        try (SrtpSender sender = new SrtpSender(ciphers, profile, master, SrtpState.EMPTY);
                SrtpReceiver receiver = new SrtpReceiver(ciphers, profile, master, SrtpState.EMPTY)) {
            measure(row(profile, length, name + " protect+unprotect"), number -> {
                mark(slab, number);
                if (receiver.unprotect(slab, OFFSET, sender.protect(slab, OFFSET, length)) != length) {
                    throw new AssertionError("did not open");
                }
            });
        }
    }

    private static void jitsi(SrtpProfile profile, int length) throws GeneralSecurityException {
        JitsiPeer peer = new JitsiPeer(profile, SrtpOracleTest.master(profile));
        byte[] packet = Arrays.copyOf(Slab.rtp(5, 0, length), length);
        JitsiPeer.Buffer buffer = new JitsiPeer.Buffer(packet);
        measure(row(profile, length, "jitsi-srtp protect"), number -> {
            packet[2] = (byte) (number >>> 8);
            packet[3] = (byte) number;
            buffer.load(packet, length);
            if (peer.sender(5).transformPacket(buffer) != SrtpErrorStatus.OK) {
                throw new AssertionError("did not seal");
            }
        });
    }

    private static void mark(MemorySegment slab, int sequenceNumber) {
        slab.set(ValueLayout.JAVA_SHORT_UNALIGNED, OFFSET + 2, Short.reverseBytes((short) sequenceNumber));
    }

    private static String row(SrtpProfile profile, int length, String engine) {
        return profile + ", " + length + ", " + engine;
    }

    private static void measure(String row, Work work) {
        double[] nanos = new double[ROUNDS];
        int number = 0;
        long allocated = 0;
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < PACKETS; i++) {
                try {
                    work.run(number++);
                } catch (GeneralSecurityException e) {
                    throw new AssertionError(e);
                }
            }
            long spent = THREADS.getCurrentThreadCpuTime() - start;
            allocated = (THREADS.getCurrentThreadAllocatedBytes() - bytes) / PACKETS;
            nanos[Math.max(0, round)] = (double) spent / PACKETS;
        }
        Arrays.sort(nanos);
        List<Object> figures = List.of(row, nanos[ROUNDS / 2], nanos[0], allocated);
        System.out.println(String.format(Locale.ROOT, "%s, %.0f, %.0f, %d", figures.toArray()));
    }
}
