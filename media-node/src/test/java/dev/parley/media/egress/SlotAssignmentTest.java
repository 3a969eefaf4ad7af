package dev.parley.media.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.ingress.SourceTrack;
import dev.parley.media.negotiation.SlotPlan;
import dev.parley.media.negotiation.SlotPlan.SlotCodec;
import dev.parley.media.rewriting.RewriterState;
import dev.parley.protocol.SlotWish;
import dev.parley.room.Codec;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SlotAssignmentTest {
    private final List<SourceTrack> cameras = new ArrayList<>();
    private final List<Slot> slots = IntStream.range(0, 3).mapToObj(this::slot).toList();
    private final RoomView room = new RoomView() {
        @Override
        public @Nullable SourceTrack track(ParticipantId participant, Source source) {
            return cameras.stream()
                    .filter(c -> c.participant().equals(participant) && c.source() == source)
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public List<SourceTrack> videoByPreference() {
            return cameras;
        }

        @Override
        public List<SourceTrack> heard() {
            return List.of();
        }
    };

    @Test
    @DisplayName("slots without a wish are filled by preference, and nobody sees themselves")
    void byPreference() {
        join("me", "ann", "ben", "cem", "dia");
        assertThat(shown()).containsExactly("ann", "ben", "cem");
    }

    @Test
    @DisplayName("who is shown stays in the same slot when the order of preference changes")
    void stays() {
        join("ann", "ben", "cem", "dia");
        assertThat(shown()).containsExactly("ann", "ben", "cem");
        cameras.addFirst(cameras.remove(3)); // dia has the floor
        assertThat(shown()).containsExactly("ann", "ben", "dia");
    }

    @Test
    @DisplayName("a wish by name wins; the node does not show the same person again")
    void wish() {
        join("ann", "ben", "cem");
        slots.get(2).wish(new SlotWish("2", new ParticipantId("ann"), Source.CAMERA, 720));
        assertThat(shown()).containsExactly("ben", "cem", "ann");
    }

    @Test
    @DisplayName("the same person wished for twice is shown once, in the first slot")
    void twice() {
        join("ann");
        for (Slot slot : slots) {
            slot.wish(new SlotWish(slot.plan().mid(), new ParticipantId("ann"), null, 180));
        }
        assertThat(shown()).containsExactly("ann", "-", "-");
    }

    @Test
    @DisplayName("muted, unknown and idle show nothing")
    void nothing() {
        join("ann", "ben");
        cameras.getFirst().mute(true);
        slots.get(0).wish(new SlotWish("0", new ParticipantId("ann"), null, 180));
        slots.get(1).wish(new SlotWish("1", new ParticipantId("zoe"), null, 180));
        slots.get(2).wish(new SlotWish("2", null, null, 0));
        assertThat(shown()).containsExactly("-", "-", "-");
    }

    private void join(String... names) {
        for (String name : names) {
            cameras.add(new Vp8Feed(name, name.hashCode()).camera);
        }
    }

    private List<String> shown() {
        new SlotAssignment(slots, room, new ParticipantId("me")).assign();
        return slots.stream()
                .map(slot -> Objects.toString(
                        slot.track() == null ? null : slot.track().participant(), "-"))
                .toList();
    }

    private Slot slot(int index) {
        String mid = Integer.toString(index);
        var plan = new SlotPlan(mid, false, index + 1, 0, List.of(new SlotCodec(Codec.VP8, 96, -1)));
        return new Slot(
                new SlotRecord(plan, RewriterState.fresh(0, 0), new SlotWish(mid, null, null, 180), 0, 0, 0, 0, 0));
    }
}
