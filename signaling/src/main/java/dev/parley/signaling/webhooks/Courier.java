package dev.parley.signaling.webhooks;

import dev.parley.room.RoomId;
import dev.parley.signaling.meters.SignalingMeters;
import dev.parley.signaling.store.OutboxStore.Front;
import dev.parley.signaling.store.OutboxStore.Place;
import dev.parley.signaling.store.OutboxStore.Progress;
import dev.parley.signaling.store.StoreUnavailable;
import dev.parley.signaling.store.Stores;
import dev.parley.signaling.store.Timer;
import dev.parley.signaling.timers.TimerHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/// Delivers the webhooks of rooms. A timer only says that there may be some; the outbox says who has the line,
/// so that a room's webhooks reach an endpoint one after the other, in order, from one instance at a time.
public final class Courier implements TimerHandler {
    /// Rooms at once. A receiver that hangs holds up this many, and nothing else of this instance.
    private static final int ROOMS = 64;
    /// When all those are busy.
    private static final Duration BUSY = Duration.ofSeconds(1);
    /// How long one instance has a line before it must ask again: three attempts at the slowest.
    private static final Duration CLAIM = Sender.TIMEOUT.multipliedBy(3);

    private static final Logger LOG = System.getLogger(Courier.class.getName());

    private final Stores stores;
    private final Endpoints endpoints;
    private final Sender sender;
    private final Shell shell;
    private final Semaphore free = new Semaphore(ROOMS);
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    /// What a courier is handed from outside.
    public record Shell(InstantSource clock, Executor threads, Retries retries, SignalingMeters meters) {}

    /// One room's line for one endpoint.
    private record Line(RoomId room, Endpoint endpoint) {}

    public Courier(Stores stores, Endpoints endpoints, Sender sender, Shell shell) {
        this.stores = stores;
        this.endpoints = endpoints;
        this.sender = sender;
        this.shell = shell;
    }

    @Override
    public void onDue(Timer timer, Instant until) {
        Optional<Endpoint> endpoint = endpoints.find(timer.subject());
        if (endpoint.isEmpty()) {
            leave(timer, until);
        } else if (free.tryAcquire()) {
            // On a thread of its own: other timers do not wait for a receiver.
            shell.threads().execute(() -> work(timer, until, new Line(timer.room(), endpoint.get())));
        } else {
            stores.timers().arm(timer, now().plus(BUSY));
        }
    }

    /// Another instance may have other settings than this one: it is left to that one while there is something to
    /// deliver. What nobody delivers is forgotten with its room.
    private void leave(Timer timer, Instant until) {
        if (stores.outbox().isEmpty(timer.room(), timer.subject())) {
            stores.timers().settle(timer, until);
        }
    }

    private void work(Timer timer, Instant until, Line line) {
        try {
            Optional<Instant> again = deliver(line);
            if (again.isPresent()) {
                stores.timers().arm(timer, again.get());
            } else {
                stores.timers().settle(timer, until);
            }
        } catch (StoreUnavailable e) {
            LOG.log(Level.DEBUG, "{0}: again when the store is back: {1}", timer.text(), e.getCause());
        } finally {
            free.release();
        }
    }

    /// Until the line is empty; or answers when to come again.
    private Optional<Instant> deliver(Line line) {
        while (true) {
            Instant until = now().plus(CLAIM);
            Front front = stores.outbox().take(line.room(), line.endpoint().id(), now(), until);
            switch (front) {
                case Front.Empty() -> {
                    return Optional.empty();
                }
                case Front.Later(var at) -> {
                    return Optional.of(at);
                }
                case Front.Taken taken -> {
                    Progress progress = send(line.endpoint(), taken, until);
                    boolean mine =
                            stores.outbox().settle(line.room(), line.endpoint().id(), until, progress);
                    if (!mine || progress.next().isAfter(now())) {
                        return Optional.of(progress.next());
                    }
                }
            }
        }
    }

    /// As many as the claim is long enough for, up to the first that is not heard.
    private Progress send(Endpoint endpoint, Front.Taken front, Instant until) {
        var done = new ArrayList<String>();
        int failures = front.failures();
        for (Place place : front.places()) {
            if (now().plus(Sender.TIMEOUT).isAfter(until)) {
                break;
            }
            switch (sender.send(endpoint, place.webhook())) {
                case Sender.Answer.Heard() -> {
                    done.add(place.position());
                    failures = 0;
                    heard(endpoint);
                }
                case Sender.Answer.Failed(var why, var retryAfter) -> {
                    failures++;
                    failed(endpoint, why);
                    if (Retries.isOver(place.webhook().at(), now())) {
                        done.add(place.position());
                        givenUp(endpoint, place);
                    }
                    return new Progress(
                            done, failures, now().plus(shell.retries().after(failures, retryAfter)));
                }
            }
        }
        return new Progress(done, failures, Instant.EPOCH);
    }

    private void heard(Endpoint endpoint) {
        shell.meters().webhookDelivered(endpoint.label());
        if (failing.remove(endpoint.id())) {
            LOG.log(Level.INFO, "webhooks: {0} answers again", endpoint.label());
        }
    }

    /// Said once, not for each room: the counters tell the rest.
    private void failed(Endpoint endpoint, String why) {
        shell.meters().webhookFailed(endpoint.label(), why);
        if (failing.add(endpoint.id())) {
            LOG.log(Level.WARNING, "webhooks: {0}: {1}; kept and tried again", endpoint.label(), why);
        }
    }

    private void givenUp(Endpoint endpoint, Place place) {
        shell.meters().webhookGivenUp(endpoint.label());
        LOG.log(
                Level.WARNING,
                "webhooks: {0}: {1} given up after {2}",
                endpoint.label(),
                place.webhook().id(),
                Retries.GIVE_UP);
    }

    private Instant now() {
        return shell.clock().instant();
    }
}
