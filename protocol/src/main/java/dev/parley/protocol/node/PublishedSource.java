package dev.parley.protocol.node;

import dev.parley.room.Source;

/// A source this participant may send, the contributing source its packets are forwarded with, and whether it
/// is muted.
public record PublishedSource(Source source, long csrc, boolean muted) {}
