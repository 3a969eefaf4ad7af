package dev.parley.rtc.packets.feedback;

/// Which packets of a transport arrived, and when, relative to each other: what a transport-cc feedback says
/// (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1), as a value or where it lies in a datagram.
public interface Arrivals {
    /// How many packets this speaks of, received or not.
    int count();

    /// The transport-wide sequence number of packet i, 16 bits.
    int sequenceNumber(int i);

    boolean received(int i);

    /// Time since the received packet before this one (the first: since [#referenceTimeUs]); negative when they
    /// overtook each other. Only for a received packet.
    int deltaUs(int i);

    /// On the receiver's clock, whose zero is anything; wraps every 12 days.
    long referenceTimeUs();
}
