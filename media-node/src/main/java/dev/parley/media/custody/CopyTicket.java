package dev.parley.media.custody;

/// What a loop holds of a copy it has handed over, to see when the keeper has confirmed it.
public final class CopyTicket {
    private volatile long operation;

    /// 0 until it is sent.
    long operation() {
        return operation;
    }

    void sent(long number) {
        operation = number;
    }

    /// Nobody knows whether it arrived.
    void revoke() {
        operation = 0;
    }
}
