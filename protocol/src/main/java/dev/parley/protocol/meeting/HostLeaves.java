package dev.parley.protocol.meeting;

/// What happens to a meeting whose host leaves for good. A host who only lost the network comes back within the grace
/// time and is host again.
public enum HostLeaves {
    /// The co-host who has been there longest becomes host, else the guest who has.
    PROMOTE,
    /// The meeting ends.
    END
}
