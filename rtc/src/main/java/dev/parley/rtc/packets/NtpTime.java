package dev.parley.rtc.packets;

/// The 64-bit time of sender reports, RFC 3550 §4: seconds since 1900 in the high half, fractions of a second in the
/// low.
public final class NtpTime {
    /// 70 years, 17 of them leap years: from 1900 to 1970.
    private static final long UNIX_EPOCH_S = 2_208_988_800L;

    private static final long NS_PER_S = 1_000_000_000L;

    private NtpTime() {}

    public static long ofUnixNs(long unixNs) {
        long seconds = Math.floorDiv(unixNs, NS_PER_S) + UNIX_EPOCH_S;
        long fraction = (Math.floorMod(unixNs, NS_PER_S) << 32) / NS_PER_S;
        return seconds << 32 | fraction;
    }

    /// Right until the 32-bit seconds wrap in 2036.
    public static long toUnixNs(long ntp) {
        long fractionNs = ((ntp & 0xFFFF_FFFFL) * NS_PER_S + (1L << 31)) >>> 32;
        return ((ntp >>> 32) - UNIX_EPOCH_S) * NS_PER_S + fractionNs;
    }

    /// The middle 32 bits, in 1/65536 s, as report blocks carry it (LSR).
    public static int compact(long ntp) {
        return (int) (ntp >>> 16);
    }
}
