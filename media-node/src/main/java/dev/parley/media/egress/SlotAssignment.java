package dev.parley.media.egress;

import dev.parley.media.ingress.SourceTrack;
import dev.parley.protocol.SlotWish;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is in which slot of one receiver. Whoever is in a slot stays there while they are wanted, so that pictures do
/// not jump from tile to tile.
final class SlotAssignment {
    private final List<Slot> slots;
    private final RoomView room;
    private final ParticipantId self;

    SlotAssignment(List<Slot> slots, RoomView room, ParticipantId self) {
        this.slots = slots;
        this.room = room;
        this.self = self;
    }

    void assign() {
        assignAudio();
        assignVideo();
    }

    private void assignAudio() {
        var audio = slots.stream().filter(slot -> slot.plan().audio()).toList();
        var wanted = new ArrayList<SourceTrack>();
        for (SourceTrack track : room.heard()) {
            if (receivable(track, audio)) {
                wanted.add(track);
            }
        }
        wanted.sort((a, b) -> Boolean.compare(inSlot(audio, b), inSlot(audio, a)));
        fill(audio, wanted.subList(0, Math.min(wanted.size(), audio.size())));
    }

    private void assignVideo() {
        Set<SourceTrack> taken = new HashSet<>();
        var chosenByNode = new ArrayList<Slot>();
        for (Slot slot : slots) {
            if (slot.plan().audio()) {
                continue;
            }
            SlotWish wish = slot.wish();
            if (wish.height() <= 0) {
                slot.show(null);
            } else if (wish.participant() != null) {
                SourceTrack wished = wished(wish.participant(), wish.source());
                boolean free = wished != null && receivable(wished, List.of(slot)) && taken.add(wished);
                slot.show(free ? wished : null);
            } else {
                chosenByNode.add(slot);
            }
        }
        var wanted = new ArrayList<SourceTrack>();
        for (SourceTrack track : room.videoByPreference()) {
            if (wanted.size() < chosenByNode.size() && !taken.contains(track) && receivable(track, chosenByNode)) {
                wanted.add(track);
            }
        }
        fill(chosenByNode, wanted);
    }

    private @Nullable SourceTrack wished(ParticipantId participant, @Nullable Source source) {
        if (source != null) {
            return room.track(participant, source);
        }
        SourceTrack screen = room.track(participant, Source.SCREEN);
        return screen != null && screen.live() ? screen : room.track(participant, Source.CAMERA);
    }

    /// Not one's own, begun, not muted, and in a codec that these slots agreed to.
    private boolean receivable(SourceTrack track, List<Slot> into) {
        return track.live()
                && !track.participant().equals(self)
                && !into.isEmpty()
                && into.getFirst().plan().codec(track.codec()) != null;
    }

    private static boolean inSlot(List<Slot> slots, SourceTrack track) {
        return slots.stream().anyMatch(slot -> slot.track() == track);
    }

    private static void fill(List<Slot> slots, List<SourceTrack> wanted) {
        var waiting = new ArrayList<>(wanted);
        var free = new ArrayList<Slot>();
        for (Slot slot : slots) {
            SourceTrack in = slot.track();
            if (in == null || !waiting.remove(in)) {
                free.add(slot);
            }
        }
        for (Slot slot : free) {
            slot.show(waiting.isEmpty() ? null : waiting.removeFirst());
        }
    }
}
