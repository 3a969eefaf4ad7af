package dev.parley.protocol.node;

import dev.parley.room.SessionId;

/// `201` of `POST /v1/rooms/{room}/sessions`. `etag` names the ICE generation (RFC 9725 §4.3.1); `loop` says
/// where the room is pinned, for people who debug.
public record SessionAnswer(SessionId session, String sdp, String etag, int loop) {}
