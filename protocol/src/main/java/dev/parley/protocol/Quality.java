package dev.parley.protocol;

/// How well a participant's network carries the meeting, in words a person understands.
public enum Quality {
    GOOD,
    FAIR,
    POOR
}
