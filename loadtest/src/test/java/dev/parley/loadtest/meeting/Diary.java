package dev.parley.loadtest.meeting;

import dev.parley.protocol.client.ServerMessage;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Keeps all frames and words that came to one participant.
final class Diary implements ParticipantListener {
    private final Queue<SlotFrame> frames = new ConcurrentLinkedQueue<>();
    private final Queue<ServerMessage> words = new ConcurrentLinkedQueue<>();

    @Override
    public void heard(ServerMessage message) {
        words.add(message);
    }

    @Override
    public void frame(SlotFrame frame) {
        frames.add(frame);
    }

    @Override
    public boolean wantsBytes() {
        return true;
    }

    Queue<ServerMessage> words() {
        return words;
    }

    List<SlotFrame> of(String mid, int csrc) {
        return frames.stream()
                .filter(frame -> frame.mid().equals(mid) && frame.csrc() == csrc)
                .sorted(Comparator.comparingLong(SlotFrame::sequence))
                .toList();
    }
}
