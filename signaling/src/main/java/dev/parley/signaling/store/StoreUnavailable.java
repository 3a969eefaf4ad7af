package dev.parley.signaling.store;

/// The store cannot be reached, or does not answer in time. Running meetings go on; changes are refused until
/// it is back.
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(Throwable cause) {
        super("the store cannot be reached", cause);
    }
}
