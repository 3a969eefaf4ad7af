package dev.parley.loadtest.soak;

/// What a process holds at one moment.
///
/// @param virtualThreads that have begun and not ended
/// @param sockets among the descriptors
/// @param sessions of both nodes
record Level(long threads, long virtualThreads, long descriptors, long sockets, long sessions, long rooms) {
    /// Whether nothing is more than in that one.
    boolean isBackAt(Level before) {
        return threads <= before.threads()
                && virtualThreads <= before.virtualThreads()
                && descriptors <= before.descriptors()
                && sockets <= before.sockets()
                && sessions <= before.sessions()
                && rooms <= before.rooms();
    }
}
