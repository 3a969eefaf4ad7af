package dev.parley.rtc.bandwidth;

/// Packets that left together count as one (draft-ietf-rmcat-gcc-02 §5.2): a burst is spread out by the narrowest link
/// anyway, so only the distance from burst to burst tells whether a queue grows.
final class DelayGroups {
    /// What leaves within this time is one group. §5.2 and libwebrtc say 5 ms.
    static final long GROUP_US = 5_000;

    private boolean hasCurrent;
    private boolean hasPrevious;
    private long firstSentUs;
    private long lastSentUs;
    private long lastArrivalUs;
    private long previousSentUs;
    private long previousArrivalUs;
    private long sentDeltaUs;
    private long arrivalDeltaUs;
    private long completedUs;

    /// True when this packet begins a new group and the deltas between the two groups before it are there to read.
    boolean add(long sentUs, long arrivalUs) {
        if (!hasCurrent) {
            begin(sentUs, arrivalUs);
            return false;
        }
        if (sentUs < firstSentUs) {
            return false; // overtaken: belongs to a group already closed
        }
        if (sentUs - firstSentUs <= GROUP_US) {
            lastSentUs = Math.max(lastSentUs, sentUs);
            lastArrivalUs = Math.max(lastArrivalUs, arrivalUs);
            return false;
        }
        boolean complete = hasPrevious;
        if (complete) {
            sentDeltaUs = lastSentUs - previousSentUs;
            arrivalDeltaUs = lastArrivalUs - previousArrivalUs;
            completedUs = lastArrivalUs;
        }
        previousSentUs = lastSentUs;
        previousArrivalUs = lastArrivalUs;
        hasPrevious = true;
        begin(sentUs, arrivalUs);
        return complete;
    }

    long sentDeltaUs() {
        return sentDeltaUs;
    }

    long arrivalDeltaUs() {
        return arrivalDeltaUs;
    }

    /// When the newer of the two groups had arrived, on the receiver's clock.
    long completedUs() {
        return completedUs;
    }

    /// Begins anew: the next group has nothing to be compared with.
    void reset() {
        hasCurrent = false;
        hasPrevious = false;
    }

    private void begin(long sentUs, long arrivalUs) {
        hasCurrent = true;
        firstSentUs = sentUs;
        lastSentUs = sentUs;
        lastArrivalUs = arrivalUs;
    }
}
