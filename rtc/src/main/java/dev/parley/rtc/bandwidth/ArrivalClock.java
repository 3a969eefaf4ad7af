package dev.parley.rtc.bandwidth;

import dev.parley.rtc.packets.feedback.Arrivals;

/// The receiver's clock without its wrap: reference times are 24 bits of 64 ms, which come round every 12 days.
final class ArrivalClock {
    private static final int REFERENCE_US = 64_000;

    private boolean started;
    private long lastTold;
    private long lastUs;

    long referenceUs(Arrivals feedback) {
        long told = feedback.referenceTimeUs();
        if (!started) {
            started = true;
            lastTold = told;
            lastUs = 0;
            return 0;
        }
        long ticks = (told - lastTold) / REFERENCE_US;
        long nearest = ticks << 40 >> 40; // the low 24 bits, signed
        lastTold = told;
        lastUs += nearest * REFERENCE_US;
        return lastUs;
    }
}
