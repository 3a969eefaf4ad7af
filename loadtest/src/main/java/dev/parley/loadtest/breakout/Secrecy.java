package dev.parley.loadtest.breakout;

/// Whether a packet has reached somebody it was not meant for. Pure.
///
/// Whoever is told first knows more than the other, so a packet is judged by the newer of what its two ends
/// had been told: the places of both at that change must be the same. That leaves no grace: a word said after
/// its speaker was told to be in a breakout must not reach anyone outside it, not even those who have not
/// been told yet; and a word said before must not reach anyone who has been told to be elsewhere.
///
/// One thing is no leak, and counted apart: when a host has called everybody back, two may meet in the main
/// room some milliseconds before either of them is told.
final class Secrecy {
    /// What a packet that came from another place means.
    enum Finding {
        /// Both ends are on the way to the same place, and one of them knew first.
        TOGETHER,
        /// Both ends were on the way to the same place, and neither knew yet.
        EARLY,
        /// It was sent before its receiver was told to be elsewhere, and came after that: overtaken on the way.
        OVERTAKEN,
        /// One end had been told, when it was sent, that the two are apart.
        LEAKED
    }

    private Secrecy() {}

    /// When a packet came to its receiver.
    ///
    /// @param decided the last change that had been asked for by then
    record Arrival(long atNs, int decided) {}

    static Finding judge(Mark mark, Journey sender, Journey receiver, Arrival arrival) {
        int atSending = Math.max(mark.change(), receiver.changeAt(mark.sentNs()));
        int atArrival = Math.max(mark.change(), receiver.changeAt(arrival.atNs()));
        if (areTogether(atArrival, sender, receiver)) {
            return Finding.TOGETHER;
        }
        if (areTogether(atSending, sender, receiver)) {
            return Finding.OVERTAKEN;
        }
        for (int change = atArrival + 1; change <= arrival.decided(); change++) {
            if (areTogether(change, sender, receiver)) {
                return Finding.EARLY;
            }
        }
        return Finding.LEAKED;
    }

    private static boolean areTogether(int change, Journey sender, Journey receiver) {
        return sender.place(change).equals(receiver.place(change));
    }
}
