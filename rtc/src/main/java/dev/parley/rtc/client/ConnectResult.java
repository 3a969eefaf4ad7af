package dev.parley.rtc.client;

/// How a client's way to its peer ended.
public sealed interface ConnectResult {
    /// Packets flow, encrypted.
    ///
    /// @param profile of SRTP, for logs
    record Connected(String profile) implements ConnectResult {}

    /// Nothing will flow.
    record Failed(String why) implements ConnectResult {}
}
