/// The conversation between a page and signaling: asks go in, each is answered exactly once by its id; words
/// about the meeting come out, those that change the room numbered by the room's version.
@NullMarked
package dev.parley.protocol.client;

import org.jspecify.annotations.NullMarked;
