/// A participant without a browser and without an idea of rooms: one offer, one answer, ICE towards a lite peer, DTLS,
/// SRTP, then packets. What load tests and recorders are made of.
///
/// - **No thread per client**: [dev.parley.rtc.client.RtcClients] has a few event loops for hundreds of clients; only a
///   handshake takes a virtual thread while it lasts.
/// - **One thread per client's state**: everything of a [dev.parley.rtc.client.RtcClient] lives on its loop; the public
///   door posts to it, and listeners are called on it.
/// - **Not a browser**: nothing is decoded, and nothing adapts to bandwidth. It sends what its sources give.
@NullMarked
package dev.parley.rtc.client;

import org.jspecify.annotations.NullMarked;
