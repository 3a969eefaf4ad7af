package dev.parley.media.custody;

/// What can be planted in the model, to see that its rules catch it.
enum Bug {
    NONE,
    /// A broken link is taken for a death: the keeper does not wait for the lease.
    DEATH_IS_GUESSED,
    /// A holder goes on when its lease is over.
    LEASE_IS_IGNORED,
    /// Who takes a session goes on from the copy, not from its horizon.
    HORIZON_IS_IGNORED,
    /// A holder goes on beyond its horizon.
    LIMIT_IS_IGNORED,
    /// Two sides of one dispute are both told that they have won.
    VERDICT_IS_NOT_KEPT,
    /// Keepers are never told that they have won.
    NOBODY_TAKES,
    /// A keeper confirms that it has dropped a copy, and has not.
    DROP_IS_IGNORED
}
