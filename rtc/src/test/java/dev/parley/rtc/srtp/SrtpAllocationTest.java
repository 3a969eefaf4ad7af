package dev.parley.rtc.srtp;

import static dev.parley.rtc.srtp.Slab.OFFSET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Sealing and opening a packet with libcrypto")
class SrtpAllocationTest {
    private static final int WARM_UP = 30_000;
    private static final int MEASURED = 10_000;
    private static final int LENGTH = 1200;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    @DisplayName("allocates nothing once it is warm")
    void allocatesNothing(SrtpProfile profile) {
        assumeTrue(LibcryptoCiphers.load().isPresent(), "no libcrypto 3 here");
        SrtpMasterKey master = SrtpOracleTest.master(profile);
        MemorySegment slab = new Slab().put(Slab.rtp(5, 0, LENGTH)).memory();
        try (SrtpSender sender = new SrtpSender(SrtpCiphers.best(), profile, master, SrtpState.EMPTY);
                SrtpReceiver receiver = new SrtpReceiver(SrtpCiphers.best(), profile, master, SrtpState.EMPTY)) {
            roundTrips(sender, receiver, slab, WARM_UP);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            roundTrips(sender, receiver, slab, MEASURED);
            long perPacket = (THREADS.getCurrentThreadAllocatedBytes() - before) / (2 * MEASURED);
            assertThat(perPacket).isZero();
        }
    }

    private int next;

    private void roundTrips(SrtpSender sender, SrtpReceiver receiver, MemorySegment slab, int count) {
        for (int i = 0; i < count; i++) {
            slab.set(ValueLayout.JAVA_SHORT_UNALIGNED, OFFSET + 2, Short.reverseBytes((short) next++));
            int sealed = sender.protect(slab, OFFSET, LENGTH);
            if (receiver.unprotect(slab, OFFSET, sealed) != LENGTH) {
                throw new AssertionError("did not open");
            }
        }
    }
}
