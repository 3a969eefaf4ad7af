package dev.parley.signaling.nodes;

/// What this instance sees of one process of a node, with its own eyes.
public enum Sight {
    /// Its link broke and its port refuses connections, or the node has greeted as another process since.
    DEAD,
    /// Its port refuses connections, but its link has not broken yet: one of the two is about to change.
    DYING,
    /// Alive, or cut off, or hanging, or never met.
    NOT_DEAD
}
