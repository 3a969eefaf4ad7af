package dev.parley.loadtest.breakout;

import dev.parley.loadtest.report.Quantiles;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/// How long one change of place took, from the click on: each row over the people who were moved.
///
/// @param told that they are elsewhere
/// @param sound the first that was sent from the new place, at its receiver
/// @param picture likewise; who is with nobody who has a camera is not in here
record Change(String what, Quantiles told, Quantiles sound, Quantiles picture) {
    /// @param number of the change, as each of them counts
    static Change of(String what, int number, long clickNs, Collection<Attendee> movers) {
        return new Change(
                what,
                times(movers, clickNs, it -> told(it, number)),
                times(movers, clickNs, it -> it.firstSoundNs(number)),
                times(movers, clickNs, it -> it.firstPictureNs(number)));
    }

    static Optional<Long> told(Attendee attendee, int number) {
        return attendee.journey().change() < number
                ? Optional.empty()
                : Optional.of(attendee.journey().toldNs(number));
    }

    private static Quantiles times(
            Collection<Attendee> movers, long clickNs, Function<Attendee, Optional<Long>> moment) {
        return Quantiles.of(movers.stream()
                .map(moment)
                .flatMap(Optional::stream)
                .mapToLong(atNs -> atNs - clickNs)
                .toArray());
    }
}
