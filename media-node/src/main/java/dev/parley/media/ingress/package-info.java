/// The way in: the streams a publisher sends, their loss, their clock and their recent packets.
@NullMarked
package dev.parley.media.ingress;

import org.jspecify.annotations.NullMarked;
