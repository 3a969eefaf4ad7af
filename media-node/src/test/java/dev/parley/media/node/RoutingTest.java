package dev.parley.media.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.control.NodeSettings;
import dev.parley.protocol.SlotView;
import dev.parley.protocol.SlotWish;
import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.NodeCommand.Route;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.NodeEvent.SlotsChanged;
import dev.parley.protocol.node.NodeEvent.SpeakerChanged;
import dev.parley.protocol.node.Routing;
import dev.parley.room.BreakoutId;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.rtc.client.ClientSettings;
import dev.parley.rtc.client.RtcClients;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {
    private static final RoomId ROOM = new RoomId("blue");
    private static final int TRAVELLERS = 12;
    private static final int ROUNDS = 10;
    /// Packets of a few pictures.
    private static final int SEEN = 10;

    /// Of 20 ms.
    private static final int FRAMES = 5;

    private static final long DEADLINE_SECONDS = 20;
    private static final long POLL_NS = 1_000_000;

    private final Queue<NodeEvent> events = new ConcurrentLinkedQueue<>();
    private final InetAddress here = InetAddress.getLoopbackAddress();
    private final List<Traveller> travellers = new CopyOnWriteArrayList<>(); // the node's threads look
    private MediaNode node;
    private RtcClients clients;

    @BeforeEach
    void begin() {
        node = new MediaNode(
                new NodeSettings(
                        new NodeId("n1"),
                        "i1",
                        List.of(here),
                        0,
                        List.of(here),
                        2,
                        System::nanoTime,
                        new SecureRandom()),
                InstantSource.system());
        node.onEvent(event -> {
            events.add(event);
            if (event instanceof NodeEvent.Candidate it) {
                for (Traveller told : travellers) {
                    if (told.id().equals(it.participant())) {
                        var _ = told.client().addCandidate(it.candidate());
                    }
                }
            }
        });
        clients = new RtcClients(new ClientSettings(
                1, here, System::nanoTime, () -> System.currentTimeMillis() * 1_000_000, new SecureRandom()));
    }

    @AfterEach
    void end() {
        clients.close();
        node.stop();
    }

    private Traveller traveller() {
        var one = new Traveller(travellers.size(), clients);
        travellers.add(one);
        return one;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @DisplayName("twelve people routed at random through four breakouts: no packet of one context in another")
    void isolation(long seed) {
        var random = new Random(seed);
        var journey = new Journey();
        var commandsNs = new ArrayList<Long>();
        int[] contexts = new int[TRAVELLERS];
        for (int i = 0; i < TRAVELLERS; i++) {
            traveller().join(node, ROOM, null);
        }
        journey.add(contexts);
        commandsNs.add(System.nanoTime());
        wear(0, contexts);
        everybodySees(journey, 0);
        List<Integer> handshakes =
                travellers.stream().map(t -> t.ledger().handshakeRecords()).toList();

        for (int round = 1; round <= ROUNDS; round++) {
            int between = Journey.between(round);
            travellers.forEach(traveller -> traveller.wear(between));
            everybodySays(FRAMES); // nothing older is still on its way
            choose(random, round, contexts);
            journey.add(contexts);
            commandsNs.add(System.nanoTime());
            Route route = route(contexts);
            for (int times = 1 + random.nextInt(2); times > 0; times--) {
                assertThat(node.command(route)).isTrue();
            }
            settle();
            wear(round, contexts);
            everybodySays(FRAMES);
            noLeaks(journey, seed);
            everybodySees(journey, round);
        }
        var pictures = travellers.stream()
                .flatMap(t -> journey.picturesAfterMs(t, commandsNs).stream())
                .sorted()
                .toList();
        System.out.printf(
                "seed %d: from the command to the first picture of the new context: median %d ms, worst %d ms of %d%n",
                seed, pictures.get(pictures.size() / 2), pictures.getLast(), pictures.size());

        noLeaks(journey, seed);
        for (Traveller traveller : travellers) {
            assertThat(Journey.faults(traveller)).as("seed %d, faults", seed).isEmpty();
            assertThat(traveller.ledger().repeated()).as("indexes used twice").isEmpty();
            assertThat(Caller.await(traveller.client().stats()).refused())
                    .as("packets that do not open")
                    .isEmpty();
        }
        assertThat(travellers.stream().flatMap(t -> t.ledger().ports().stream()).distinct())
                .as("loops that had somebody")
                .hasSize(2);
        assertThat(travellers.stream().map(t -> t.ledger().handshakeRecords())).isEqualTo(handshakes);
    }

    private void noLeaks(Journey journey, long seed) {
        for (Traveller traveller : travellers) {
            assertThat(journey.leaks(traveller)).as("seed %d, leaks", seed).isEmpty();
        }
    }

    private void everybodySays(int frames) {
        List<Integer> wanted =
                travellers.stream().map(t -> t.voiceFrames() + frames).toList();
        until(() -> travellers.stream().allMatch(t -> t.voiceFrames() >= wanted.get(t.number())));
    }

    /// Every fifth round all come back to the main context, in the others some go somewhere.
    private static void choose(Random random, int round, int[] contexts) {
        for (int i = 0; i < contexts.length; i++) {
            if (round % 5 == 0) {
                contexts[i] = 0;
            } else if (round == 1 || random.nextInt(3) > 0) {
                contexts[i] = round == 1 ? 1 + i % 4 : random.nextInt(Journey.CONTEXTS);
            }
        }
    }

    private static Route route(int[] contexts) {
        var routings = new ArrayList<Routing>();
        for (int i = 0; i < contexts.length; i++) {
            routings.add(new Routing(new ParticipantId("t" + i), breakout(contexts[i])));
        }
        routings.add(new Routing(new ParticipantId("nobody"), breakout(1)));
        return new Route(ROOM, routings, null);
    }

    private static @Nullable BreakoutId breakout(int context) {
        return context == 0 ? null : new BreakoutId("b" + context);
    }

    private void wear(int round, int[] contexts) {
        travellers.forEach(t -> t.wear(Journey.settled(round, contexts[t.number()])));
    }

    /// A session's orders are done in their order, wherever it is by then; the second one also waits for its arrival.
    private void settle() {
        for (int i = 0; i < 2; i++) {
            travellers.stream()
                    .map(t -> node.restart(t.session(), null, "nothing"))
                    .toList()
                    .forEach(Caller::await);
        }
    }

    private void everybodySees(Journey journey, int round) {
        until(() ->
                travellers.stream().allMatch(t -> !journey.hasCompany(round, t.number()) || sees(journey, round, t)));
    }

    private static boolean sees(Journey journey, int round, Traveller traveller) {
        return traveller.pictures(journey.settledAt(round, traveller.number())) >= SEEN;
    }

    @Test
    @DisplayName(
            "who is routed while still shaking hands ends there, on another loop too, and a wish of before is void")
    void duringTheHandshake() {
        Traveller ann = traveller();
        Traveller ben = traveller();
        Traveller cid = traveller();
        ann.join(node, ROOM, null);
        ben.join(node, ROOM, breakout(1)); // a loop of its own: the other one
        String answer = cid.open(node, ROOM, null, false);
        String mid = videoSlot(cid);
        node.command(new NodeCommand.Wish(
                ROOM, cid.id(), List.of(new SlotWish(mid, ann.id(), Source.CAMERA, 180), idle(cid, 1), idle(cid, 2))));
        node.command(new Route(ROOM, List.of(new Routing(cid.id(), breakout(1))), null));
        cid.connect(answer);

        until(() ->
                cid.received().stream().anyMatch(it -> it.video() && it.mid().equals(mid)));
        until(() -> ben.received().stream().anyMatch(it -> it.video() && it.publisher() == cid.number()));
        assertThat(cid.received()).allMatch(it -> it.publisher() == ben.number());
        assertThat(ann.received()).isEmpty();
        assertThat(Journey.faults(cid)).isEmpty();
        assertThat(node.status().sessions()).isEqualTo(3);
        assertThat(node.status().rooms()).isEqualTo(1);
    }

    private static String videoSlot(Traveller traveller) {
        return traveller.client().offer().slots().get(Traveller.SLOTS).mid();
    }

    private static SlotWish idle(Traveller traveller, int slot) {
        return new SlotWish(
                traveller.client().offer().slots().get(Traveller.SLOTS + slot).mid(), null, null, 0);
    }

    @Test
    @DisplayName("slots are told empty when their receiver leaves a context, and each context has a speaker of its own")
    void told() {
        for (int i = 0; i < 4; i++) {
            traveller().join(node, ROOM, null);
        }
        Traveller ann = travellers.getFirst();
        until(() -> slotsTold(ann.id())
                        .filter(slot -> slot.participant() != null)
                        .map(SlotView::mid)
                        .distinct()
                        .count()
                == 2 * Traveller.SLOTS); // all that there is to tell
        events.clear();
        node.command(route(new int[] {1, 1, 2, 2}));

        until(() -> slotsTold(ann.id()).anyMatch(slot -> travellers.get(1).id().equals(slot.participant())));
        SlotView first = slotsTold(ann.id()).findFirst().orElseThrow();
        assertThat(first.participant()).as("what is told first").isNull();
        assertThat(slotsTold(ann.id()).map(SlotView::participant).filter(Objects::nonNull))
                .containsOnly(travellers.get(1).id());
        until(() -> speaker(1) != null && speaker(2) != null);
        assertThat(speaker(1)).isIn(new ParticipantId("t0"), new ParticipantId("t1"));
        assertThat(speaker(2)).isIn(new ParticipantId("t2"), new ParticipantId("t3"));
    }

    private Stream<SlotView> slotsTold(ParticipantId who) {
        return events.stream()
                .filter(event ->
                        event instanceof SlotsChanged it && it.participant().equals(who))
                .flatMap(event -> ((SlotsChanged) event).slots().stream());
    }

    private @Nullable ParticipantId speaker(int context) {
        return events.stream()
                .filter(event -> event instanceof SpeakerChanged it && Objects.equals(it.breakout(), breakout(context)))
                .map(event -> ((SpeakerChanged) event).participant())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Test
    @DisplayName("that all are out of where they were is said once, when they are, and at once when nobody has to go")
    void saysSo() {
        for (int i = 0; i < 4; i++) {
            traveller().join(node, ROOM, null);
        }
        everybodySays(SEEN);
        events.clear();
        node.command(new Route(ROOM, route(new int[] {1, 1, 2, 2}).routings(), 7L));
        until(() -> events.contains(new NodeEvent.Routed(ROOM, 7)));
        Set<ParticipantId> emptied = new HashSet<>();
        for (NodeEvent event : events) {
            if (event instanceof SlotsChanged(var _, var who, var slots)
                    && slots.stream().allMatch(slot -> slot.participant() == null)) {
                emptied.add(who);
            } else if (event instanceof NodeEvent.Routed) {
                break;
            }
        }
        assertThat(emptied)
                .as("who was told that their slots are empty, before")
                .hasSize(4);
        node.command(new Route(ROOM, route(new int[] {1, 1, 2, 2}).routings(), 8L));
        until(() -> events.contains(new NodeEvent.Routed(ROOM, 8)));
        assertThat(events.stream().filter(NodeEvent.Routed.class::isInstance)).hasSize(2);
    }

    @Test
    @DisplayName("orders follow a session to where it is: a mute and a close right behind a route")
    void ordersFollow() {
        Traveller ann = traveller();
        Traveller ben = traveller();
        Traveller cid = traveller();
        ann.join(node, ROOM, null);
        ben.join(node, ROOM, breakout(1));
        cid.join(node, ROOM, null);
        for (int i = 0; i < 20; i++) {
            node.command(new Route(ROOM, List.of(new Routing(cid.id(), breakout(i % 2 == 0 ? 1 : 0))), null));
            node.command(new NodeCommand.SetMuted(ROOM, cid.id(), Source.CAMERA, i % 2 == 0));
            node.command(new NodeCommand.SetMuted(ROOM, cid.id(), Source.MICROPHONE, true));
        }
        settle();
        assertThat(ben.received().stream().filter(it -> it.publisher() == ann.number()))
                .isEmpty();
        long before = count(ann, cid);
        until(() -> count(ann, cid) > before + 10); // back in the main context, seen
        int heard = sounds(ann, cid);
        node.command(new NodeCommand.CloseParticipant(ROOM, cid.id(), "left"));
        until(() -> node.status().sessions() == 2);
        assertThat(sounds(ann, cid)).as("packets of a muted microphone").isEqualTo(heard);
        node.command(new NodeCommand.CloseRoom(ROOM, "ended"));
        until(() -> node.status().sessions() == 0 && node.status().rooms() == 0);
    }

    private static long count(Traveller at, Traveller of) {
        return at.received().stream()
                .filter(it -> it.video() && it.publisher() == of.number())
                .count();
    }

    private static int sounds(Traveller at, Traveller of) {
        return (int) at.received().stream()
                .filter(it -> !it.video() && it.publisher() == of.number())
                .count();
    }

    @Test
    @DisplayName("a viewer is promoted and demoted on the same session: its packets flow only while it is not muted")
    void promotion() {
        Traveller host = traveller();
        Traveller viewer = traveller();
        host.join(node, ROOM, null);
        viewer.connect(viewer.open(node, ROOM, null, true));
        until(() -> count(viewer, host) > 10 && viewer.voiceFrames() > 20);
        settle();
        assertThat(host.received()).as("before the promotion").isEmpty();

        mute(viewer, false);
        until(() -> count(host, viewer) > 10 && sounds(host, viewer) > 10);
        mute(viewer, true);
        settle();
        viewer.wear(1);
        int later = viewer.voiceFrames() + 20;
        until(() -> viewer.voiceFrames() >= later);
        assertThat(host.received()).as("after the demotion").allMatch(it -> it.stamp() == 0);
        assertThat(Journey.faults(host)).isEmpty();
    }

    private void mute(Traveller who, boolean muted) {
        for (Source source : List.of(Source.MICROPHONE, Source.CAMERA)) {
            assertThat(node.command(new NodeCommand.SetMuted(ROOM, who.id(), source, muted)))
                    .isTrue();
        }
    }

    /// Waits for the call to get there; the clients' own loops do the work.
    private static void until(BooleanSupplier there) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!there.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadlineNs);
            LockSupport.parkNanos(POLL_NS);
        }
    }
}
