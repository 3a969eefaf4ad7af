/// The RTCP that every receiver sends many times a second, read where it lies: no object for each of its packets.
/// What comes rarely is a record of [dev.parley.rtc.packets.rtcp].
@NullMarked
package dev.parley.rtc.packets.feedback;

import org.jspecify.annotations.NullMarked;
