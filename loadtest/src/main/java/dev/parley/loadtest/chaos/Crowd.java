package dev.parley.loadtest.chaos;

import dev.parley.loadtest.holes.Hole;
import dev.parley.protocol.client.RoomView;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.telling.Views;
import dev.parley.signaling.store.RoomStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// All meetings, and what can be seen of them at one moment.
public final class Crowd {
    /// Who hears nothing for so long notices.
    static final long NOTICED_NS = 250_000_000;

    private final List<Meeting> meetings = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Member, Lane> lanes = new LinkedHashMap<>();

    /// The holes of one participant over the whole run.
    record Lane(String name, List<Hole> up, List<Hole> down) {}

    public Crowd(ChaosPlan plan, Member.Hall hall, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < plan.rooms(); i++) {
            meetings.add(new Meeting(i, plan.people(), hall, random));
        }
        for (Member member : members()) {
            lanes.put(member, new Lane(member.name(), new ArrayList<>(), new ArrayList<>()));
        }
    }

    /// Everybody is in, and their media flows.
    public void begin() throws IOException, InterruptedException {
        try (var entering = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (Meeting meeting : meetings) {
                all.add(entering.submit(() -> {
                    meeting.begin();
                    return true;
                }));
            }
            for (Future<Boolean> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        for (Member member : members()) {
            threads.add(Thread.ofVirtual().name(member.name()).start(member));
        }
    }

    /// Returns when everybody has done what they were doing.
    public void end() throws InterruptedException {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
        members().forEach(it -> it.participant().close());
    }

    public List<Member> members() {
        return meetings.stream().flatMap(it -> it.members().stream()).toList();
    }

    public List<RoomId> rooms() {
        return meetings.stream().map(Meeting::id).toList();
    }

    /// Reads rooms as they are.
    public static Function<RoomId, Optional<RoomView>> truth(RoomStore store) {
        return room -> Optional.of(store.load(room)).filter(RoomState::exists).map(Views::whole);
    }

    List<Lane> lanes() {
        return List.copyOf(lanes.values());
    }

    /// From now on nobody may lose what they have in the store.
    public void note(Function<RoomId, Optional<RoomView>> store) {
        for (Meeting meeting : meetings) {
            meeting.note(store.apply(meeting.id()).orElseThrow());
        }
    }

    public List<String> lost(Function<RoomId, Optional<RoomView>> store) {
        return meetings.stream()
                .flatMap(it -> it.lost(store.apply(it.id())).stream())
                .toList();
    }

    public List<String> unequal(Function<RoomId, Optional<RoomView>> store) {
        return meetings.stream()
                .flatMap(it -> store.apply(it.id()).map(it::unequal).orElse(List.of()).stream())
                .toList();
    }

    public int withMedia(long nowNs) {
        return (int) members().stream().filter(it -> it.hasMedia(nowNs)).count();
    }

    public List<String> silent(long nowNs) {
        return members().stream()
                .filter(it -> !it.hasMedia(nowNs))
                .map(Member::name)
                .toList();
    }

    /// Media sessions that each has asked for so far.
    public Map<Member, Integer> offers() {
        Map<Member, Integer> offers = new LinkedHashMap<>();
        members().forEach(it -> offers.put(it, it.counts().offers().get()));
        return offers;
    }

    /// Handshakes of all that came up so far.
    int handshakes() {
        return members().stream().mapToInt(it -> it.counts().handshakes().get()).sum();
    }

    /// The addresses of all nodes where anybody's media is.
    Set<String> nodes() throws IOException, InterruptedException {
        Set<String> nodes = new HashSet<>();
        for (Member member : members()) {
            nodes.add(member.node());
        }
        return nodes;
    }

    /// The numbers of all signaling instances where anybody's socket is.
    Set<Integer> instances() {
        return members().stream().map(Member::instance).collect(Collectors.toSet());
    }

    /// Those whom any of these faults hits: whose media is at that node, whose socket is at that instance.
    ///
    /// @param address of a machine
    List<Member> struck(List<Fault> faults, UnaryOperator<String> address) throws IOException, InterruptedException {
        List<Member> struck = new ArrayList<>();
        for (Member member : members()) {
            String node = member.node();
            boolean hit = faults.stream().anyMatch(fault -> switch (fault.kind().victim()) {
                case SIGNALING -> member.instance() == fault.number();
                case NODE -> address.apply(fault.machine()).equals(node);
                case REDIS -> true;
            });
            if (hit) {
                struck.add(member);
            }
        }
        return struck;
    }

    List<Member> in(Set<RoomId> rooms) {
        return meetings.stream()
                .filter(it -> rooms.contains(it.id()))
                .flatMap(it -> it.members().stream())
                .toList();
    }

    /// The longest hole of each in what others heard; of those who speak.
    static List<Hole> up(List<Member> members, long fromNs, long toNs) {
        return members.stream()
                .filter(Member::speaks)
                .map(it -> it.up().longest(fromNs, toNs))
                .toList();
    }

    static List<Hole> down(List<Member> members, long fromNs, long toNs) {
        return members.stream().map(it -> it.down().longest(fromNs, toNs)).toList();
    }

    /// The longest of all, as words.
    public String worst(long fromNs, long toNs) {
        String worst = "";
        long longestNs = NOTICED_NS;
        for (Member member : members()) {
            long lengthNs = member.longestNs(fromNs, toNs);
            if (lengthNs > longestNs) {
                longestNs = lengthNs;
                worst = member.name();
            }
        }
        return worst.isEmpty() ? "none" : "%.1f s (%s)".formatted(longestNs / 1e9, worst);
    }

    /// Of these, those who asked for another media session since.
    public static int reopened(List<Member> members, Map<Member, Integer> offersBefore) {
        return (int) members.stream()
                .filter(it -> it.counts().offers().get() > offersBefore.getOrDefault(it, 0))
                .count();
    }

    /// Keeps the holes that ended within this time.
    void keep(long fromNs, long toNs) {
        lanes.forEach((member, lane) -> {
            if (member.speaks()) {
                lane.up().addAll(member.up().ended(NOTICED_NS, fromNs, toNs));
            }
            lane.down().addAll(member.down().ended(NOTICED_NS, fromNs, toNs));
        });
    }
}
