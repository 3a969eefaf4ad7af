package dev.parley.signaling.rooms;

import dev.parley.protocol.meeting.BreakoutChoice;
import dev.parley.protocol.meeting.BreakoutView;
import dev.parley.protocol.meeting.BreakoutsView;
import dev.parley.room.BreakoutId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The breakouts that are open, and where whom belongs: an assignment outlives its participant, so that whoever left
/// and comes again lands where they were.
public record Breakouts(
        List<BreakoutView> rooms,
        BreakoutChoice choice,
        Instant openedAt,
        @Nullable Instant endsAt,
        List<Assignment> assignments) {
    public Breakouts {
        rooms = List.copyOf(rooms);
        assignments = List.copyOf(assignments);
    }

    /// `breakout` absent: was sent back to the main room.
    public record Assignment(String identity, @Nullable BreakoutId breakout) {}

    public boolean has(BreakoutId id) {
        return rooms.stream().anyMatch(it -> it.id().equals(id));
    }

    public Optional<Assignment> of(String identity) {
        return assignments.stream().filter(it -> it.identity().equals(identity)).findFirst();
    }

    public BreakoutsView view() {
        return new BreakoutsView(rooms, choice, openedAt, endsAt);
    }

    public Breakouts endingAt(@Nullable Instant end) {
        return new Breakouts(rooms, choice, openedAt, end, assignments);
    }

    Breakouts assigning(String identity, @Nullable BreakoutId breakout) {
        var now = new ArrayList<>(assignments.stream()
                .filter(it -> !it.identity().equals(identity))
                .toList());
        now.add(new Assignment(identity, breakout));
        return new Breakouts(rooms, choice, openedAt, endsAt, now);
    }

    /// Without those who left first, when more have left than can be remembered.
    Breakouts remembering(int leavers, Predicate<String> isThere) {
        List<Assignment> left =
                assignments.stream().filter(it -> !isThere.test(it.identity())).toList();
        if (left.size() <= leavers) {
            return this;
        }
        Set<Assignment> forgotten = Set.copyOf(left.subList(0, left.size() - leavers));
        return new Breakouts(
                rooms,
                choice,
                openedAt,
                endsAt,
                assignments.stream().filter(it -> !forgotten.contains(it)).toList());
    }
}
