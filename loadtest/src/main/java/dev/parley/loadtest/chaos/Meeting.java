package dev.parley.loadtest.chaos;

import dev.parley.loadtest.holes.Arrivals;
import dev.parley.loadtest.meeting.Participant;
import dev.parley.protocol.client.ParticipantView;
import dev.parley.protocol.client.RoomView;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.meeting.BreakoutAssignment;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One room: its members, whose sound is whose, and who was what and where before anything happened.
final class Meeting {
    /// They stay in the main room, and have their cameras on.
    private static final int STAY = 2;
    /// One of those aside turns its camera off now and then: with a third there, everybody sees somebody all the time.
    private static final int FEWEST_ASIDE = 3;

    private final int number;
    private final RoomId id;
    private final List<Member> members = new ArrayList<>();
    private final Map<ParticipantId, Arrivals> voices = new ConcurrentHashMap<>();
    private final Map<Integer, Arrivals> byCsrc = new ConcurrentHashMap<>();
    private Map<ParticipantId, Standing> standings = Map.of();

    /// What nobody may lose.
    record Standing(String name, Role role, @Nullable BreakoutId place) {}

    Meeting(int number, int people, Member.Hall hall, Random random) {
        this.number = number;
        this.id = new RoomId("chaos-" + number);
        for (int i = 0; i < people; i++) {
            members.add(new Member(this, i, hall, new Random(random.nextLong())));
        }
    }

    int number() {
        return number;
    }

    RoomId id() {
        return id;
    }

    int size() {
        return members.size();
    }

    List<Member> members() {
        return members;
    }

    /// Everybody comes in; a part of the first meeting goes into a breakout, so that there are places to lose.
    void begin() throws IOException, InterruptedException {
        for (Member member : members) {
            member.enter();
        }
        if (number == 0 && members.size() >= STAY + FEWEST_ASIDE) {
            List<BreakoutAssignment> others = members.stream()
                    .skip(STAY)
                    .map(it -> new BreakoutAssignment(it.participant().id(), 0))
                    .toList();
            members.getFirst().participant().openBreakouts(List.of("Aside"), others);
        }
    }

    /// From now on nobody may lose what they have in this view.
    void note(RoomView view) {
        standings = view.participants().stream()
                .collect(
                        Collectors.toMap(ParticipantView::id, it -> new Standing(it.name(), it.role(), it.breakout())));
    }

    void joined(ServerMessage.Joined joined, Member who) {
        voices.put(joined.you().id(), who.up());
        joined.room().participants().forEach(this::told);
    }

    void told(ParticipantView view) {
        Arrivals voice = voices.get(view.id());
        if (voice != null) {
            view.tracks().stream()
                    .filter(track -> track.source() == Source.MICROPHONE)
                    .forEach(track -> byCsrc.put((int) track.csrc(), voice));
        }
    }

    void heard(int csrc, long nowNs) {
        Arrivals voice = byCsrc.get(csrc);
        if (voice != null) {
            voice.arrived(nowNs);
        }
    }

    /// Roles and places that are not what they were, one line each; `truth` is empty when the meeting
    /// itself is gone.
    List<String> lost(Optional<RoomView> truth) {
        if (truth.isEmpty()) {
            return List.of("meeting " + id + " is gone");
        }
        List<String> lost = new ArrayList<>();
        Map<ParticipantId, ParticipantView> present =
                truth.get().participants().stream().collect(Collectors.toMap(ParticipantView::id, it -> it));
        standings.forEach((who, standing) -> {
            ParticipantView now = present.get(who);
            if (now == null) {
                lost.add("place: " + standing.name() + " is out of the room");
            } else if (!now.connected()) {
                lost.add("place: " + standing.name() + " has no socket");
            } else if (now.role() != standing.role()) {
                lost.add("role: " + standing.name() + " was " + standing.role() + " and is " + now.role());
            } else if (!java.util.Objects.equals(now.breakout(), standing.place())) {
                lost.add("place: " + standing.name() + " was in " + standing.place() + " and is in " + now.breakout());
            }
        });
        members.stream()
                .filter(it -> it.removed() != null)
                .forEach(it -> lost.add("place: " + it.name() + ", " + it.removed()));
        return lost;
    }

    /// What members see otherwise than it is, one line each.
    List<String> unequal(RoomView truth) {
        List<String> unequal = new ArrayList<>();
        for (Member member : members) {
            Participant seen = member.participant();
            ViewCheck.differences(truth, seen.people(), seen.breakouts())
                    .forEach(it -> unequal.add(member.name() + ": " + it));
        }
        return unequal;
    }
}
