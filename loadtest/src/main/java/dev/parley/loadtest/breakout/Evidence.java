package dev.parley.loadtest.breakout;

import dev.parley.loadtest.breakout.Attendee.Stray;
import dev.parley.loadtest.breakout.Findings.Leaks;
import dev.parley.loadtest.breakout.Secrecy.Finding;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Every packet that came from another place, judged when all is over and known.
///
/// @param clicksNs when the host asked for each change
record Evidence(List<Attendee> everybody, List<Long> clicksNs) {
    /// Enough to see what kind they are.
    private static final int SHOWN = 20;

    private static final double NS_PER_MS = 1e6;

    Evidence {
        everybody = List.copyOf(everybody);
        clicksNs = List.copyOf(clicksNs);
    }

    /// @param witness is told of the first that should not have come
    Leaks weigh(Consumer<String> witness) {
        Map<Finding, Long> found = new EnumMap<>(Finding.class);
        long worstNs = 0;
        long bad = 0;
        for (Attendee receiver : everybody) {
            for (Stray stray : receiver.strays()) {
                Finding finding = judge(stray, receiver);
                found.merge(finding, 1L, Long::sum);
                if (finding == Finding.OVERTAKEN || finding == Finding.LEAKED) {
                    worstNs = Math.max(worstNs, sinceToldNs(stray, receiver));
                    if (bad++ < SHOWN) {
                        witness.accept(described(finding, stray, receiver));
                    }
                }
            }
        }
        return new Leaks(
                everybody.stream().mapToLong(Attendee::packets).sum(),
                found.getOrDefault(Finding.TOGETHER, 0L),
                found.getOrDefault(Finding.EARLY, 0L),
                found.getOrDefault(Finding.OVERTAKEN, 0L),
                found.getOrDefault(Finding.LEAKED, 0L),
                everybody.stream().mapToLong(Attendee::unmarked).sum(),
                worstNs / NS_PER_MS);
    }

    private Finding judge(Stray stray, Attendee receiver) {
        Journey sender = everybody.get(stray.mark().sender()).journey();
        int decided =
                (int) clicksNs.stream().filter(at -> at <= stray.arrivedNs()).count();
        return Secrecy.judge(stray.mark(), sender, receiver.journey(), new Secrecy.Arrival(stray.arrivedNs(), decided));
    }

    /// How long ago the receiver had been told of a change that the sender did not know; 0 when the sender knew.
    private static long sinceToldNs(Stray stray, Attendee receiver) {
        int knew = receiver.journey().changeAt(stray.arrivedNs());
        return knew > stray.mark().change()
                ? stray.arrivedNs() - receiver.journey().toldNs(knew)
                : 0;
    }

    private String described(Finding finding, Stray stray, Attendee receiver) {
        Mark mark = stray.mark();
        Journey sender = everybody.get(mark.sender()).journey();
        int knew = receiver.journey().changeAt(stray.arrivedNs());
        return String.format(
                Locale.ROOT,
                "%s: %s from %d, change %d in %s, %.1f ms under way%s, to %d, change %d in %s, told %.1f ms before",
                finding,
                stray.slot(),
                mark.sender(),
                mark.change(),
                sender.place(mark.change()),
                (stray.arrivedNs() - mark.sentNs()) / NS_PER_MS,
                stray.repaired() ? " (repaired)" : "",
                receiver.number(),
                knew,
                receiver.journey().place(knew),
                sinceToldNs(stray, receiver) / NS_PER_MS);
    }
}
