/// RTCP (RFC 3550 §6, RFC 4585, RFC 5104, REMB, transport-wide congestion control) as immutable records: at a few
/// packets a second per stream, clarity is worth more than the garbage saved.
/// [dev.parley.rtc.packets.rtcp.RtcpCompound] takes a datagram apart, each
/// [dev.parley.rtc.packets.rtcp.RtcpMessage] writes itself.
@NullMarked
package dev.parley.rtc.packets.rtcp;

import org.jspecify.annotations.NullMarked;
