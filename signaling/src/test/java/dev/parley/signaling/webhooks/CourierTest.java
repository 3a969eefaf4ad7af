package dev.parley.signaling.webhooks;

import static dev.parley.signaling.rooms.People.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.webhook.WebhookEvent;
import dev.parley.room.RoomId;
import dev.parley.signaling.meters.SignalingMeters;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.store.OutboxStore.Front;
import dev.parley.signaling.store.Stores;
import dev.parley.signaling.store.memory.MemoryStores;
import dev.parley.signaling.timers.TimerSweep;
import dev.parley.signaling.webhooks.Receiver.Heard;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Time is the test's; the receivers and HTTP are real.
@DisplayName("the courier")
class CourierTest {
    private static final RoomId ROOM = new RoomId("daily");

    private final Receiver receiver = new Receiver();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Endpoints endpoints = new Endpoints(List.of(Endpoint.of(receiver.url("/hook"))));
    private Instant now = NOON;
    private final Reports reports = new Reports(endpoints, Set.of(), () -> now, new Random(1));
    private final Stores stores = MemoryStores.create(reports);

    @AfterEach
    void stop() {
        receiver.close();
        http.shutdownNow();
        threads.shutdownNow();
    }

    @Test
    @DisplayName("delivers in order, signed, each under its id, and is done")
    void inOrder() {
        say(1, 120);
        sweep(endpoints, Runnable::run);
        for (int i = 1; i <= 120; i++) {
            Heard heard = receiver.next();
            assertThat(heard.genuine()).isTrue();
            assertThat(heard.id()).isEqualTo(heard.webhook().id());
            assertThat(seconds(heard)).isEqualTo(i);
        }
        assertThat(stores.outbox().isEmpty(ROOM, id())).isTrue();
        assertThat(stores.timers().due(endpoints.timers(ROOM).getFirst())).isEmpty();
        assertThat(count("parley.webhooks.delivered")).isEqualTo(120);
    }

    @Test
    @DisplayName("what is not heard is tried again later, and what came after it waits its turn")
    void again() {
        say(1, 3);
        receiver.willAnswer(204);
        receiver.willAnswer(500);
        sweep(endpoints, Runnable::run);
        assertThat(seconds(receiver.next())).isEqualTo(1);
        Heard failed = receiver.next();
        sweep(endpoints, Runnable::run);
        assertThat(receiver.waiting()).as("not before its time").isZero();
        now = now.plusMillis(1_200);
        sweep(endpoints, Runnable::run);
        assertThat(receiver.next()).isEqualTo(failed);
        assertThat(seconds(receiver.next())).isEqualTo(3);
        assertThat(count("parley.webhooks.failed")).isEqualTo(1);
    }

    @Test
    @DisplayName("a receiver that asks for time is given it")
    void retryAfter() {
        say(1, 1);
        receiver.willAnswer(429, "Retry-After", "90");
        sweep(endpoints, Runnable::run);
        receiver.next();
        now = now.plusSeconds(89);
        sweep(endpoints, Runnable::run);
        assertThat(receiver.waiting()).isZero();
        now = now.plusSeconds(2);
        sweep(endpoints, Runnable::run);
        assertThat(seconds(receiver.next())).isEqualTo(1);
    }

    @Test
    @DisplayName("after a day a webhook is given up, counted, and the next has its turn")
    void givenUp() {
        say(1, 1);
        while (count("parley.webhooks.given.up") == 0) {
            assertThat(now).isBefore(NOON.plus(Retries.GIVE_UP).plus(Retries.LONGEST.multipliedBy(2)));
            receiver.willAnswer(503);
            sweep(endpoints, Runnable::run);
            receiver.next();
            now = now.plus(Retries.LONGEST);
        }
        assertThat(now).isAfter(NOON.plus(Retries.GIVE_UP));
        assertThat(stores.outbox().isEmpty(ROOM, id())).isTrue();
        say(2, 2);
        now = now.plus(Retries.LONGEST);
        sweep(endpoints, Runnable::run);
        assertThat(seconds(receiver.next())).isEqualTo(2);
    }

    @Test
    @DisplayName("a redirect is a failure: what was said in a meeting goes nowhere else")
    void redirect() {
        try (var stranger = new Receiver()) {
            say(1, 1);
            receiver.willAnswer(307, "Location", stranger.url("/").toString());
            sweep(endpoints, Runnable::run);
            receiver.next();
            assertThat(stranger.waiting()).isZero();
            assertThat(stores.outbox().isEmpty(ROOM, id())).isFalse();
        }
    }

    @Test
    @DisplayName("a receiver that hangs holds up neither the sweep nor other endpoints")
    void hangs() {
        try (var good = new Receiver()) {
            var both = new Endpoints(List.of(endpoints.all().getFirst(), Endpoint.of(good.url("/other"))));
            var mine = MemoryStores.create(new Reports(both, Set.of(), () -> now, new Random(1)));
            receiver.willAnswer(0);
            mine.rooms().publish(ROOM, new Notice.BreakoutsEnding(1));
            mine.timers().arm(both.timers(ROOM), now);
            new TimerSweep(mine.timers(), courier(mine, both, threads), () -> now, threads).tick();
            assertThat(good.next().path()).isEqualTo("/other");
            receiver.next();
            assertThat(mine.outbox().isEmpty(ROOM, id())).isFalse();
        }
    }

    @Test
    @DisplayName("what an instance had in hand when it died is delivered by another")
    void death() {
        say(1, 2);
        Instant turn = now.plusSeconds(30);
        assertThat(stores.outbox().take(ROOM, id(), now, turn)).isInstanceOf(Front.Taken.class);
        sweep(endpoints, Runnable::run);
        assertThat(receiver.waiting()).isZero();
        now = turn;
        sweep(endpoints, Runnable::run);
        assertThat(seconds(receiver.next())).isEqualTo(1);
        assertThat(seconds(receiver.next())).isEqualTo(2);
    }

    @Test
    @DisplayName("an endpoint that only another instance knows is left to that one")
    void strange() {
        say(1, 1);
        sweep(new Endpoints(List.of()), Runnable::run);
        assertThat(stores.outbox().isEmpty(ROOM, id())).isFalse();
        now = now.plus(TimerSweep.CLAIM);
        sweep(endpoints, Runnable::run);
        assertThat(seconds(receiver.next())).isEqualTo(1);
    }

    private void say(int from, int to) {
        for (int i = from; i <= to; i++) {
            stores.rooms().publish(ROOM, new Notice.BreakoutsEnding(i));
        }
        stores.timers().arm(endpoints.timers(ROOM), now);
    }

    private static int seconds(Heard heard) {
        return ((WebhookEvent.BreakoutsEnding) heard.webhook().event()).seconds();
    }

    private void sweep(Endpoints known, Executor on) {
        new TimerSweep(stores.timers(), courier(stores, known, on), () -> now, Runnable::run).tick();
    }

    private Courier courier(Stores in, Endpoints known, Executor on) {
        var sender = new Sender(http, Signature.with(List.of(Receiver.SECRET)), () -> now);
        var shell = new Courier.Shell(() -> now, on, new Retries(new Random(1)), new SignalingMeters(meters));
        return new Courier(in, known, sender, shell);
    }

    private String id() {
        return endpoints.all().getFirst().id();
    }

    private double count(String name) {
        return meters.find(name).counters().stream()
                .mapToDouble(it -> it.count())
                .sum();
    }
}
