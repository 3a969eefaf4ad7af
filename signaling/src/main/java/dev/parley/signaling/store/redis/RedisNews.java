package dev.parley.signaling.store.redis;

import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.store.RoomStore;
import dev.parley.signaling.store.StoreUnavailable;
import dev.parley.signaling.store.Versioned;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/// What is published in the rooms this instance has open. An event is `<version> <json>`, a notice `- <json>`.
final class RedisNews extends RedisPubSubAdapter<String, String> {
    private static final String NOTICE = "-";

    private final RedisLink link;
    private final Map<String, List<RoomStore.Listener>> listeners = new ConcurrentHashMap<>();
    /// Subscribing and unsubscribing of one channel must not overtake each other.
    private final ReentrantLock lock = new ReentrantLock();

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
        lock.lock();
        try {
            List<RoomStore.Listener> all = listeners.get(channel);
            if (all == null) {
                link.news().sync().subscribe(channel);
                all = new CopyOnWriteArrayList<>();
                listeners.put(channel, all);
            }
            all.add(listener);
        } catch (RedisException e) {
            throw new StoreUnavailable(e);
        } finally {
            lock.unlock();
        }
        return () -> unsubscribe(channel, listener);
    }

    private void unsubscribe(String channel, RoomStore.Listener listener) {
        lock.lock();
        try {
            List<RoomStore.Listener> all = listeners.getOrDefault(channel, List.of());
            all.remove(listener);
            if (all.isEmpty() && listeners.remove(channel) != null) {
                link.news().sync().unsubscribe(channel);
            }
        } catch (RedisException _) {
            // Redis is away: what still arrives later on this channel has no listener, and does no harm.
        } finally {
            lock.unlock();
        }
    }

    /// Called for the first subscription, when nobody listens yet, and again for each one after a lost connection.
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
