package dev.parley.e2e.machines;

import java.io.IOException;

/// What is asked for cannot be done to this cluster: its machines are somebody's, or it has too few. No failure.
public final class NotOursException extends IOException {
    private static final long serialVersionUID = 1;

    private final String why;

    public NotOursException(String why) {
        super(why);
        this.why = why;
    }

    public String why() {
        return why;
    }
}
