package dev.parley.loadtest.holes;

/// A time in which nothing came: from the last packet before to the first after.
public record Hole(long beginNs, long endNs) {
    public long lengthNs() {
        return endNs - beginNs;
    }
}
