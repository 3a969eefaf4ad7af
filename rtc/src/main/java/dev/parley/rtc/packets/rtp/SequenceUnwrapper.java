package dev.parley.rtc.packets.rtp;

/// Turns 16-bit sequence numbers into 64-bit ones that never wrap, so that the rest of the code can subtract and
/// compare plainly. Each number is taken to be the nearest to the highest seen so far, which is right while
/// reordering stays below 32768 packets (RFC 3550 A.1 makes the same assumption).
///
/// The first number is its own index; packets from before it, reordered at the start of a stream, get smaller and
/// possibly negative ones, and order still holds.
public final class SequenceUnwrapper {
    private boolean started;
    private long highest;

    /// The index of this packet; remembers it when it is the newest.
    public long unwrap(int sequenceNumber) {
        long index = peek(sequenceNumber);
        if (!started || index > highest) {
            highest = index;
            started = true;
        }
        return index;
    }

    /// The index this packet would get, remembering nothing.
    public long peek(int sequenceNumber) {
        int low = sequenceNumber & 0xFFFF;
        return started ? highest + (short) (low - (int) highest) : low;
    }

    public boolean started() {
        return started;
    }

    /// The newest index so far; 0 before the first packet.
    public long highest() {
        return highest;
    }

    /// Goes on from an index known from elsewhere, as a session carried from another node does.
    public void resumeAt(long index) {
        highest = index;
        started = true;
    }

    /// Forgets everything: the next packet begins a new stream.
    public void reset() {
        highest = 0;
        started = false;
    }
}
