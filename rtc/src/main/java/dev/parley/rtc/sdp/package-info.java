/// Session descriptions (RFC 8866) as browsers speak them (RFC 9429), and the fragments of trickle ICE (RFC 8840):
/// text to immutable records and back. Parsing is total and bounded; what WebRTC does not need is dropped, so what is
/// written is a canonical form of what was read and not its echo.
///
/// ICE candidates stay text here: an ICE-lite node never dials one, and a client hands them to its ICE stack.
@NullMarked
package dev.parley.rtc.sdp;

import org.jspecify.annotations.NullMarked;
