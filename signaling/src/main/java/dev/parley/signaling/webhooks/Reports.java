package dev.parley.signaling.webhooks;

import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.webhook.Webhook;
import dev.parley.protocol.webhook.WebhookEvent;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.store.Outgoing;
import dev.parley.signaling.store.Outgoings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What goes to whom, as text. The time of a webhook is that of the decision.
public final class Reports implements Outgoings {
    private static final int BASE = 36;

    private final Endpoints endpoints;
    private final Set<String> types;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// `types`: what is told; empty means everything.
    public Reports(Endpoints endpoints, Set<String> types, InstantSource clock, RandomGenerator random) {
        this.endpoints = endpoints;
        this.types = Set.copyOf(types);
        this.clock = clock;
        this.random = random;
    }

    @Override
    public List<Outgoing> of(RoomState before, List<RoomEvent> events) {
        if (endpoints.all().isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        var all = new ArrayList<Outgoing>();
        RoomState state = before;
        for (RoomEvent event : events) {
            RoomState next = state.apply(event);
            // A room that was begun anew after its end, and long after, counts its versions from one again.
            Instant life =
                    state.exists() ? state.meta().createdAt() : next.meta().createdAt();
            String id = next.id() + "-" + Long.toString(life.toEpochMilli(), BASE) + "-" + next.version();
            int more = 0;
            for (WebhookEvent it : wanted(new Reporting(state, next).of(event))) {
                String own = more == 0 ? id : id + "-" + more;
                all.addAll(outgoing(new Webhook(own, now, next.id(), next.version(), it)));
                more++;
            }
            state = next;
        }
        return all;
    }

    @Override
    public List<Outgoing> of(RoomId room, Notice notice) {
        if (endpoints.all().isEmpty()) {
            return List.of();
        }
        String id = room + "-" + Long.toUnsignedString(random.nextLong(), BASE);
        return wanted(Reporting.of(notice)).stream()
                .map(it -> new Webhook(id, clock.instant(), room, null, it))
                .flatMap(it -> outgoing(it).stream())
                .toList();
    }

    private List<WebhookEvent> wanted(List<WebhookEvent> events) {
        return types.isEmpty()
                ? events
                : events.stream()
                        .filter(it -> types.contains(ProtocolJson.word(it.getClass())))
                        .toList();
    }

    private List<Outgoing> outgoing(Webhook webhook) {
        String body = ProtocolJson.write(webhook);
        return endpoints.all().stream()
                .map(it -> new Outgoing(it.id(), webhook.id(), webhook.timestamp(), body))
                .toList();
    }
}
