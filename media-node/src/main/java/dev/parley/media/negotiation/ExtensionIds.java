package dev.parley.media.negotiation;

import dev.parley.rtc.packets.rtp.HeaderExtension;

/// The header extension ids (RFC 8285) of a session; 0 where the client did not offer the extension. BUNDLE makes
/// one id mean one thing in all sections (RFC 8843 §10).
public record ExtensionIds(
        int mid, int rid, int repairedRid, int audioLevel, int transportCc, int videoOrientation, int absCaptureTime) {
    int of(HeaderExtension extension) {
        return switch (extension) {
            case MID -> mid;
            case RID -> rid;
            case REPAIRED_RID -> repairedRid;
            case AUDIO_LEVEL -> audioLevel;
            case TRANSPORT_CC -> transportCc;
            case VIDEO_ORIENTATION -> videoOrientation;
            case ABS_CAPTURE_TIME -> absCaptureTime;
            case ABS_SEND_TIME -> 0; // transport-cc says more
        };
    }
}
