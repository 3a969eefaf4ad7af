package dev.parley.loadtest.meeting;

import dev.parley.rtc.client.ClientListener;
import dev.parley.rtc.client.receive.SlotPacket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// What one media session receives.
final class Reception implements ClientListener {
    private final ParticipantListener listener;
    private final Map<String, SlotFrames> slots = new ConcurrentHashMap<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();

    Reception(ParticipantListener listener) {
        this.listener = listener;
    }

    @Override
    public void packet(SlotPacket packet) {
        listener.packet(packet);
        slots.computeIfAbsent(packet.mid(), mid -> new SlotFrames(mid, listener.wantsBytes(), listener::frame))
                .packet(packet);
    }

    @Override
    public void closed(String why) {
        closed.complete(why);
        listener.mediaEnded(why);
    }

    /// Completes with the reason when no packet will come or go any more.
    CompletableFuture<String> end() {
        return closed;
    }

    /// What this source has sent into this slot; all zeros when nothing.
    Flow flow(String mid, int csrc) {
        SlotFrames frames = slots.get(mid);
        Flow flow = frames == null ? null : frames.flows().get(csrc);
        return flow == null ? new Flow() : flow;
    }
}
