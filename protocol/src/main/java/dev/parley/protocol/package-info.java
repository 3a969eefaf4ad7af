/// What programs, nodes and clients say to one another, as sealed records.
/// - [dev.parley.protocol.client]: a page and signaling, over one WebSocket.
/// - [dev.parley.protocol.node]: signaling and a media node, over HTTP and one WebSocket.
/// - [dev.parley.protocol.json]: how both look on the wire; `docs/protocol.md` describes it for people.
/// - [dev.parley.protocol.placement]: which node a room goes to, as a pure function.
///
/// This package itself holds what both conversations share.
@NullMarked
package dev.parley.protocol;

import org.jspecify.annotations.NullMarked;
