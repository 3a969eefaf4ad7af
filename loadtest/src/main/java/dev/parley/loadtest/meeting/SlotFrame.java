package dev.parley.loadtest.meeting;

import java.lang.foreign.MemorySegment;

/// A frame that arrived in full.
///
/// @param csrc of the source it is from; 0 when its packets do not say
/// @param sequence of its last packet in its slot, without wrap: frames of a slot in their order
/// @param bytes as the publisher's encoder made them; empty unless the listener wants them
public record SlotFrame(String mid, boolean audio, int csrc, long sequence, MemorySegment bytes) {}
