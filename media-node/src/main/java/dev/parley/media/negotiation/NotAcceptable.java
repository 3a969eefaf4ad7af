package dev.parley.media.negotiation;

import dev.parley.media.control.Refusal;

/// An offer that was understood and cannot be answered. Carries the refusal out of the depth of the sections; never
/// leaves this package.
final class NotAcceptable extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int UNPROCESSABLE = 422;

    private final transient Refusal refusal;

    NotAcceptable(String code, String message, String value, String expected) {
        super(message, null, false, false);
        this.refusal = new Refusal(UNPROCESSABLE, code, message, value, expected);
    }

    Refusal refusal() {
        return refusal;
    }
}
