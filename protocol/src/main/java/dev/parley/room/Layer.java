package dev.parley.room;

/// A simulcast layer, ordered from the smallest picture to the largest. Its word is the RTP stream id (RFC
/// 8852) in lower case.
public enum Layer {
    L,
    M,
    H
}
