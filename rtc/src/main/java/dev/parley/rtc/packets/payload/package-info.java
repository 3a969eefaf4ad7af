/// What a forwarder must know of a media payload without decoding it: where frames begin, which are key frames, and
/// the few counters it has to rewrite. VP8 (RFC 7741), H.264 (RFC 6184), Opus (RFC 7587). Nothing here allocates per
/// packet.
@NullMarked
package dev.parley.rtc.packets.payload;

import org.jspecify.annotations.NullMarked;
