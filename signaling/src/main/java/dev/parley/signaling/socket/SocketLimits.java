package dev.parley.signaling.socket;

/// What one socket may cost, and why.
public final class SocketLimits {
    /// Waiting to be read by a client. A snapshot of a full room is about a megabyte; four of them are more than any
    /// reader who keeps up ever has waiting.
    public static final int WAITING_CHARS = 4 * 1024 * 1024;
    /// Minutes of a busy room's events.
    public static final int WAITING_MESSAGES = 4_096;
    /// Who takes nothing for so long is gone, or should be.
    public static final long SEND_TIMEOUT_MS = 5_000;
    /// Frames of one message: the longest offer in the smallest frames that any client is known to send, a kilobyte, is
    /// half of it. Frames with nothing in them have no other end.
    public static final int PARTS = 1_024;

    private SocketLimits() {}
}
