package dev.parley.media.negotiation;

/// The header extension ids (RFC 8285) of a session; 0 where the client did not offer the extension. BUNDLE makes
/// one id mean one thing in all sections (RFC 8843 §10).
public record ExtensionIds(int mid, int rid, int repairedRid, int audioLevel, int transportCc, int videoOrientation) {}
