package dev.parley.signaling.rooms.telling;

import dev.parley.protocol.client.ServerMessage;

/// One message, and whom it is for.
public record Told(Audience to, ServerMessage message) {}
