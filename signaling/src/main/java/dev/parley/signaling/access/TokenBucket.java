package dev.parley.signaling.access;

/// `perSecond` in the long run, `burst` at once. One thread at a time.
public final class TokenBucket {
    /// How fast it fills and how much it holds.
    public record Rate(int perSecond, int burst) {
        public Rate {
            if (perSecond < 1 || burst < 1) {
                throw new IllegalArgumentException(
                        "rate: " + perSecond + " a second, burst " + burst + " (expected: >= 1 each)");
            }
        }

        public String text() {
            return perSecond + " a second, " + burst + " at once";
        }
    }

    private final Rate rate;
    private double tokens;
    private long lastMs;

    public TokenBucket(Rate rate, long nowMs) {
        this.rate = rate;
        this.tokens = rate.burst();
        this.lastMs = nowMs;
    }

    public boolean take(long nowMs) {
        tokens = Math.min(rate.burst(), tokens + Math.max(0, nowMs - lastMs) * rate.perSecond() / 1_000.0);
        lastMs = nowMs;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
