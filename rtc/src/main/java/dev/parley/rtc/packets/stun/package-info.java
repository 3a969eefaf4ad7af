/// Telling STUN from everything else on a shared port. The codec is ice4j's; this is the cheap test in front of it, so
/// that no garbage reaches a parser that allocates.
@NullMarked
package dev.parley.rtc.packets.stun;

import org.jspecify.annotations.NullMarked;
