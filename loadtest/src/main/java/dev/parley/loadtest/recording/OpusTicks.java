package dev.parley.loadtest.recording;

/// How long an Opus packet sounds, from its first bytes, RFC 6716 §3.1 and §3.2.
/// ```
/// | configuration 5 | s | frames 2 |   frames: 0 one, 1 and 2 two, 3 as many as the next byte's lower six bits say
/// ```
final class OpusTicks {
    private static final int TICKS_PER_MS = 48;
    /// RFC 6716 §3.2.5: 120 ms.
    private static final int MOST = 120 * TICKS_PER_MS;

    private static final int FIRST_HYBRID = 12;
    private static final int FIRST_CELT = 16;
    private static final int COUNTED = 3;

    private OpusTicks() {}

    /// In ticks of 48 kHz; 0 when these bytes are no Opus packet.
    static int of(byte[] packet) {
        if (packet.length == 0) {
            return 0;
        }
        int frames = frames(packet);
        int ticks = frames * frameTicks(Byte.toUnsignedInt(packet[0]) >>> 3);
        return ticks <= MOST ? ticks : 0;
    }

    private static int frames(byte[] packet) {
        int code = packet[0] & 3;
        if (code < COUNTED) {
            return code == 0 ? 1 : 2;
        }
        return packet.length < 2 ? 0 : packet[1] & 0x3F;
    }

    private static int frameTicks(int configuration) {
        if (configuration < FIRST_HYBRID) {
            int step = configuration & 3;
            return (step == 0 ? 10 : 20 * step) * TICKS_PER_MS;
        }
        if (configuration < FIRST_CELT) {
            return (10 << (configuration & 1)) * TICKS_PER_MS;
        }
        return 120 << (configuration & 3); // 2.5, 5, 10 or 20 ms
    }
}
