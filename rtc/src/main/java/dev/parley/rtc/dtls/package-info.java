/// DTLS 1.2 with `use_srtp` (RFC 6347, RFC 5764, RFC 8827 §6.5) on BouncyCastle: a handshake whose only purpose is the
/// SRTP keys it leaves behind.
///
/// - **One virtual thread per handshake**, begun by the peer's first datagram, because BouncyCastle blocks; it is fed
///   through a bounded queue and ends at a hard deadline.
/// - **Failure is a value** ([dev.parley.rtc.dtls.DtlsResult]); no datagram whatsoever throws at the caller.
/// - **The certificate is worth its fingerprint**: who the peer is was said in SDP, over an authenticated channel.
@NullMarked
package dev.parley.rtc.dtls;

import org.jspecify.annotations.NullMarked;
