/// RTP headers: RFC 3550 §5.1 and header extensions (RFC 8285). Read by one reused flyweight
/// ([dev.parley.rtc.packets.rtp.RtpPacket]), written by [dev.parley.rtc.packets.rtp.RtpHeaderWriter]: a forwarder
/// writes a receiver's own header beside a shared, read-only payload. Nothing here allocates per packet.
@NullMarked
package dev.parley.rtc.packets.rtp;

import org.jspecify.annotations.NullMarked;
