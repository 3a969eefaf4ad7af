package dev.parley.protocol.node;

/// The two sides of a [Dispute].
public enum Party {
    /// Whose clients' sessions they are, and who encrypts for them.
    HOLDER,
    /// Who has copies of them, and goes on with them when the holder cannot.
    KEEPER;

    public Party other() {
        return this == HOLDER ? KEEPER : HOLDER;
    }
}
