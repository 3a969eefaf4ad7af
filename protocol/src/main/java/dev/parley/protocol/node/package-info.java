/// The conversation between signaling and a media node: sessions over HTTP in the shape of WHIP (RFC 9725),
/// commands and events over one WebSocket a pair. A node tells every signaling instance everything; each passes
/// on what its own sockets need.
@NullMarked
package dev.parley.protocol.node;

import org.jspecify.annotations.NullMarked;
