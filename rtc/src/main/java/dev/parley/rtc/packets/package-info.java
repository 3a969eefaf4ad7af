/// Reading and writing what goes over the wire, byte by byte: [dev.parley.rtc.packets.rtp],
/// [dev.parley.rtc.packets.rtcp], [dev.parley.rtc.packets.payload], [dev.parley.rtc.packets.stun].
///
/// A packet is `(MemorySegment slab, long offset, int length)`: the slab is off-heap and owned by one loop. Every
/// reader is *total*: hostile bytes give `false`, `Optional.empty()` or a named reason, never an exception, because
/// anybody on the internet can send them and an exception per packet is itself a denial of service. Each reader has a
/// diagram, golden bytes and a fuzzer.
@NullMarked
package dev.parley.rtc.packets;

import org.jspecify.annotations.NullMarked;
