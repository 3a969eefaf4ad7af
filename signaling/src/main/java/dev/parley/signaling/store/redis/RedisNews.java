package dev.parley.signaling.store.redis;

import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.store.RoomStore;
import dev.parley.signaling.store.StoreUnavailable;
import dev.parley.signaling.store.Turns;
import dev.parley.signaling.store.Versioned;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.api.sync.RedisPubSubCommands;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// What is published in the rooms this instance has open. An event is `<version> <json>`, a notice `- <json>`.
final class RedisNews extends RedisPubSubAdapter<String, String> {
    private static final String NOTICE = "-";

    private final RedisLink link;
    private final Map<String, List<RoomStore.Listener>> listeners = new ConcurrentHashMap<>();
    /// Subscribing and unsubscribing of one channel must not overtake each other.
    private final Turns turns = new Turns();

    RedisNews(RedisLink link) {
        this.link = link;
        link.news().addListener(this);
        link.onReshaped(this::resumed);
    }

    static String line(Notice notice) {
        return NOTICE + " " + Stored.text(notice);
    }

    RoomStore.Subscription subscribe(RoomId room, RoomStore.Listener listener) {
        String channel = Keys.channel(room);
        turns.take(() -> {
            List<RoomStore.Listener> all = listeners.get(channel);
            if (all == null) {
                reached(news -> news.subscribe(channel));
                all = new CopyOnWriteArrayList<>();
                listeners.put(channel, all);
            }
            all.add(listener);
        });
        return () -> unsubscribe(channel, listener);
    }

    private void unsubscribe(String channel, RoomStore.Listener listener) {
        listeners.getOrDefault(channel, List.of()).remove(listener);
        try {
            turns.take(() -> {
                List<RoomStore.Listener> all = listeners.getOrDefault(channel, List.of());
                if (all.isEmpty() && listeners.remove(channel) != null) {
                    reached(news -> news.unsubscribe(channel));
                }
            });
        } catch (StoreUnavailable _) {
            // Redis is away: what still arrives later on this channel has no listener, and does no harm.
        }
    }

    private void reached(Consumer<RedisPubSubCommands<String, String>> command) {
        try {
            command.accept(link.news().sync());
        } catch (RedisException e) {
            throw new StoreUnavailable(e);
        }
    }

    /// Called for the first subscription, when nobody listens yet, and again for each one after a lost
    /// connection.
    @Override
    public void subscribed(String channel, long count) {
        listeners.getOrDefault(channel, List.of()).forEach(RoomStore.Listener::onResumed);
    }

    private void resumed() {
        listeners.values().forEach(all -> all.forEach(RoomStore.Listener::onResumed));
    }

    @Override
    public void message(String channel, String message) {
        List<RoomStore.Listener> all = listeners.getOrDefault(channel, List.of());
        int space = message.indexOf(' ');
        String head = message.substring(0, space);
        String body = message.substring(space + 1);
        if (head.equals(NOTICE)) {
            Notice notice = Stored.read(body, Notice.class);
            all.forEach(it -> it.onNotice(notice));
        } else {
            var versioned = new Versioned(Long.parseLong(head), Stored.read(body, RoomEvent.class));
            all.forEach(it -> it.onEvent(versioned));
        }
    }
}
