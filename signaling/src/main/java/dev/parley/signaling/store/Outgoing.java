package dev.parley.signaling.store;

import java.time.Instant;

/// A webhook that waits for its delivery.
public record Outgoing(String endpoint, String id, Instant at, String body) {}
