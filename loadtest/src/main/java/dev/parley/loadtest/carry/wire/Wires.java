package dev.parley.loadtest.carry.wire;

import dev.parley.loadtest.chaos.Member;
import dev.parley.room.RoomId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// The wires of all media sessions there have been.
public final class Wires {
    /// Nothing for so long, and a stream does not flow: somebody is muted, or its slot shows nobody.
    private static final long FLOWING_NS = 300_000_000;
    /// Of those that are told in full.
    private static final int MOST_TOLD = 20;

    private final Fence fence = new Fence();
    private final List<String> repeated = new CopyOnWriteArrayList<>();
    private final LongAdder repeats = new LongAdder();
    private final Wire.Shared shared;
    private final Map<Member, List<Wire>> all = new ConcurrentHashMap<>();

    public Wires(LongSupplier clock) {
        shared = new Wire.Shared(fence, this::again, clock);
    }

    private void again(String what) {
        repeats.increment();
        if (repeated.size() < MOST_TOLD) {
            repeated.add(what);
        }
    }

    public Optional<Member.Onlooker> next(Member member) {
        Wire wire = new Wire(member.name(), shared);
        all.computeIfAbsent(member, _ -> new CopyOnWriteArrayList<>()).add(wire);
        return Optional.of(wire);
    }

    public Fence fence() {
        return fence;
    }

    /// Indexes that came twice so far.
    public long repeats() {
        return repeats.sum();
    }

    /// Some of them.
    public List<String> repeated() {
        return List.copyOf(repeated);
    }

    /// Datagrams of handshakes of each so far.
    public Map<Member, Integer> handshaken() {
        Map<Member, Integer> handshaken = new LinkedHashMap<>();
        all.forEach((member, wires) ->
                handshaken.put(member, wires.stream().mapToInt(Wire::handshaken).sum()));
        return handshaken;
    }

    /// The streams of a room that flow, each with its longest pause forgotten.
    public List<Stream> begin(RoomId room, long nowNs) {
        List<Stream> flowing = new ArrayList<>();
        all.forEach((member, wires) -> {
            if (member.room().equals(room)) {
                wires.getLast().streams().stream()
                        .filter(it -> it.begin(nowNs, FLOWING_NS))
                        .forEach(flowing::add);
            }
        });
        return flowing;
    }
}
