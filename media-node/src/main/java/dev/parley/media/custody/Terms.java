package dev.parley.media.custody;

/// The agreed times and bounds of ADR-0013, the same on every node.
public final class Terms {
    /// A lease is asked to be renewed so often: several times before it is over, or half over.
    public static final long BEAT_NS = 150_000_000;

    /// How long a holder may encrypt without a word of its keeper. Shorter, and a stall of the machine
    /// looks like a death; longer, and people wait for it (the mission says reconnect in 5 s; this is the
    /// most of it).
    public static final long LEASE_NS = 1_000_000_000;

    /// The longest that a node which pauses may ask for.
    public static final long LONGEST_LEASE_NS = 3_000_000_000L;

    /// What the keeper waits beyond the lease: clocks run apart by less than 0.1 %, and packets under way
    /// are sent.
    public static final long MARGIN_NS = 50_000_000;

    /// Disputes are asked again this often until they are settled, dead peers are dialed and probed again.
    public static final long AGAIN_NS = 100_000_000;

    /// How far beyond a copy its holder may encrypt, for each stream. A stream of 8 Mbit/s sends 1,000
    /// packets a second; copies are made every second. Below 2^15, which a receiver's guess of the rollover
    /// counter bears (RFC 3711 §3.3.1).
    public static final int HORIZON = 1 << 14;

    /// A session of 64 slots is some 8 KB.
    public static final int MAX_COPY_BYTES = 32 << 10;

    /// Records handed over in one frame, half of what a frame may hold.
    static final int IMPORT_BYTES = 512 << 10;

    /// Copies kept for all other nodes together: five times what a node holds, so some 40 MB at most in
    /// practice.
    static final int MAX_KEPT = 20_000;

    /// Epochs remembered of sessions that are elsewhere or over.
    static final int MAX_EPOCHS = 50_000;

    /// Own lateness beyond this means that this node stood still: what it has not heard meanwhile says nothing.
    static final long STOOD_STILL_NS = 300_000_000;

    /// Then it gives what lies in its sockets so long before it believes anybody silent.
    static final long WAKING_NS = 500_000_000;

    /// A process that keeps no copies here, or a peer that keeps none of ours, and that nobody has seen or
    /// named for so long, is forgotten. Signaling names all peers every ten seconds.
    static final long FORGOTTEN_NS = 30_000_000_000L;

    private Terms() {}
}
