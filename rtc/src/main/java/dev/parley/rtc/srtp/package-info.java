/// SRTP and SRTCP (RFC 3711, RFC 7714): what encrypts every packet that leaves and opens every packet that arrives.
///
/// - **Why our own engine:** a session is a value that is carried between loops and nodes, so every rollover counter
///   and every SRTCP index must be exportable ([dev.parley.rtc.srtp.SrtpState]); a repeated index breaks GCM.
/// - **No garbage:** packets are opened and sealed in place in an off-heap slab, with libcrypto 3 through the foreign
///   function interface, or with `javax.crypto` where that library is missing.
/// - **One owner:** a sender or receiver belongs to one event loop at a time; nothing here locks.
@NullMarked
package dev.parley.rtc.srtp;

import org.jspecify.annotations.NullMarked;
