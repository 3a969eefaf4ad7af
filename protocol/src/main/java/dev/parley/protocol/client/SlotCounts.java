package dev.parley.protocol.client;

/// How many slots an offer may hold; a client asks for as many as its layout can show.
public record SlotCounts(int audio, int video) {}
