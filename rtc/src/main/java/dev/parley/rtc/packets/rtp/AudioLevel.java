package dev.parley.rtc.packets.rtp;

import dev.parley.rtc.packets.Wire;

/// The client-to-mixer audio level, RFC 6464 §3: `|V| level |` in one byte, level in -dBov, so 0 is the loudest and
/// 127 is silence. It spares the node from decoding audio to know who speaks. Kept as the raw `int` so that reading
/// one per packet allocates nothing.
public final class AudioLevel {
    /// What [#read] answers where the packet carries no level.
    public static final int ABSENT = -1;

    /// Digital silence, and what a muted microphone sends.
    public static final int SILENCE = 127;

    private AudioLevel() {}

    /// The raw byte 0..255, or [#ABSENT].
    public static int read(RtpPacket packet, int extensionId) {
        return packet.extensionLength(extensionId) >= 1
                ? Wire.u8(packet.slab(), packet.extension(extensionId))
                : ABSENT;
    }

    /// Decibels below overload, 0 (loudest) to 127 (silence). An absent level counts as silence.
    public static int decibelsBelowOverload(int raw) {
        return raw == ABSENT ? SILENCE : raw & 0x7F;
    }

    /// Whether the sender's own voice detector heard speech.
    public static boolean isVoice(int raw) {
        return raw != ABSENT && (raw & 0x80) != 0;
    }
}
