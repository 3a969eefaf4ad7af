package dev.parley.media.egress;

/// What is known of a receiver's network, as a value that travels with its session.
///
/// @param transportSequence of the next packet (transport-wide congestion control)
/// @param estimateBps of what its path carries
public record RateState(int transportSequence, long estimateBps) {}
