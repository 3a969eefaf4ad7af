package dev.parley.rtc.packets.rtcp;

/// Why a datagram was not taken as RTCP; the name of a counter.
public enum RtcpDefect {
    /// Nothing is wrong.
    NONE,
    /// Longer than any datagram.
    TOO_LONG,
    /// Less than a header at the end of the compound, or no bytes at all.
    TRUNCATED,
    /// Not version 2.
    BAD_VERSION,
    /// A packet's length runs past the datagram.
    BAD_LENGTH,
    /// A padding count of zero, or above the packet's content.
    BAD_PADDING,
    /// A packet of a known type whose content contradicts itself.
    BAD_CONTENT
}
