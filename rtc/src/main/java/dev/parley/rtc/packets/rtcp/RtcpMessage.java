package dev.parley.rtc.packets.rtcp;

import java.lang.foreign.MemorySegment;

/// One RTCP packet of a compound. Every one begins with the same word, RFC 3550 §6.4.1:
/// ```
/// |V=2|P|  count  |  packet type  |     length in words, minus 1  |
/// ```
/// The family is closed: a switch over it must say what becomes of each, [UnknownRtcp] included.
public sealed interface RtcpMessage
        permits SenderReport,
                ReceiverReport,
                SourceDescription,
                Bye,
                Nack,
                Pli,
                Fir,
                Remb,
                TransportFeedback,
                UnknownRtcp {
    /// Bytes [#write] will write, a multiple of four.
    int length();

    /// Writes itself at the offset and answers [#length]. The room must be there: running out is our bug and
    /// throws.
    int write(MemorySegment out, long offset);
}
