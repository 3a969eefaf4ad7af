package dev.parley.room;

/// Bits per second. A type of its own, because kilobits, bytes and bits have been mixed up once too often.
public record Bitrate(long bps) implements Comparable<Bitrate> {
    public Bitrate {
        if (bps < 0) {
            throw new IllegalArgumentException("bps: " + bps + " (expected: >= 0)");
        }
    }

    public static Bitrate kbps(long kilobits) {
        return new Bitrate(Math.multiplyExact(kilobits, 1_000));
    }

    public Bitrate plus(Bitrate other) {
        return new Bitrate(Math.addExact(bps, other.bps));
    }

    public boolean fits(Bitrate budget) {
        return bps <= budget.bps;
    }

    @Override
    public int compareTo(Bitrate other) {
        return Long.compare(bps, other.bps);
    }

    @Override
    public String toString() {
        return bps + " bit/s";
    }
}
