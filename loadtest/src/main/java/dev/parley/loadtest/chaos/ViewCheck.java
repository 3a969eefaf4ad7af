package dev.parley.loadtest.chaos;

import dev.parley.protocol.client.ParticipantView;
import dev.parley.protocol.client.RoomView;
import dev.parley.protocol.meeting.BreakoutsView;
import dev.parley.room.ParticipantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What somebody sees against what is.
final class ViewCheck {
    private ViewCheck() {}

    /// One line for each difference: people, roles, hands, mutes, breakouts.
    static List<String> differences(
            RoomView truth, Map<ParticipantId, ParticipantView> people, @Nullable BreakoutsView breakouts) {
        List<String> found = new ArrayList<>();
        var all = new TreeSet<String>();
        people.keySet().forEach(it -> all.add(it.toString()));
        Map<String, ParticipantView> present = truth.participants().stream()
                .collect(java.util.stream.Collectors.toMap(it -> it.id().toString(), it -> it));
        all.addAll(present.keySet());
        for (String id : all) {
            ParticipantView is = present.get(id);
            ParticipantView seen = people.get(new ParticipantId(id));
            if (is == null) {
                found.add(id + " is seen and is not there");
            } else if (seen == null) {
                found.add(id + " is there and is not seen");
            } else {
                compare(is, seen, found);
            }
        }
        note("the breakouts", truth.breakouts(), breakouts, found);
        return found;
    }

    private static void compare(ParticipantView is, ParticipantView seen, List<String> found) {
        String who = is.id().toString();
        note(who + ": the name", is.name(), seen.name(), found);
        note(who + ": the role", is.role(), seen.role(), found);
        note(who + ": the hand", is.hand(), seen.hand(), found);
        note(who + ": whether connected", is.connected(), seen.connected(), found);
        note(who + ": the place", is.breakout(), seen.breakout(), found);
        note(who + ": the tracks", tracks(is), tracks(seen), found);
    }

    private static SortedSet<String> tracks(ParticipantView view) {
        var tracks = new TreeSet<String>();
        view.tracks().forEach(it -> tracks.add(it.source().word() + (it.muted() ? " muted " : " ") + it.csrc()));
        return tracks;
    }

    private static void note(String what, @Nullable Object is, @Nullable Object seen, List<String> found) {
        if (!Objects.equals(is, seen)) {
            found.add("%s is %s and is seen as %s".formatted(what, is, seen));
        }
    }
}
