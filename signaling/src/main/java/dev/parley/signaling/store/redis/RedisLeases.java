package dev.parley.signaling.store.redis;

import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.store.LeaseStore;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScriptOutputType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class RedisLeases implements LeaseStore {
    private final Script claim = Script.named("claim", ScriptOutputType.MULTI);
    private final RedisLink link;

    RedisLeases(RedisLink link) {
        this.link = link;
    }

    @Override
    public void renew(Collection<Lease> leases, Instant deadline) {
        Map<String, List<ScoredValue<String>>> byKey = new HashMap<>();
        for (Lease lease : leases) {
            byKey.computeIfAbsent(key(lease), _ -> new ArrayList<>())
                    .add(ScoredValue.just((double) deadline.toEpochMilli(), member(lease)));
        }
        byKey.forEach((key, members) -> link.call(redis -> redis.zadd(key, members.toArray(size -> newArray(size)))));
    }

    @Override
    public List<Lease> claimDue(Instant now, Instant until, int limit) {
        List<Lease> due = new ArrayList<>();
        for (int shard = 0; shard < Keys.LEASE_SHARDS && due.size() < limit; shard++) {
            String[] keys = {Keys.leases(shard)};
            String atMost = Integer.toString(limit - due.size());
            List<@Nullable Object> found = link.call(redis -> claim.list(
                    redis, keys, Long.toString(now.toEpochMilli()), Long.toString(until.toEpochMilli()), atMost));
            found.forEach(it -> due.add(lease((String) Objects.requireNonNull(it))));
        }
        return due;
    }

    @Override
    public Optional<Instant> deadline(Lease lease) {
        return Optional.ofNullable(link.<@Nullable Double>call(redis -> redis.zscore(key(lease), member(lease))))
                .map(it -> Instant.ofEpochMilli(it.longValue()));
    }

    @Override
    public void release(Lease lease) {
        link.call(redis -> redis.zrem(key(lease), member(lease)));
    }

    @SuppressWarnings("unchecked") // an array of a generic type can only be made this way
    private static ScoredValue<String>[] newArray(int size) {
        return (ScoredValue<String>[]) new ScoredValue<?>[size];
    }

    private static String key(Lease lease) {
        return Keys.leases(Keys.leaseShard(lease.room()));
    }

    private static String member(Lease lease) {
        return lease.room() + "/" + lease.who();
    }

    private static Lease lease(String member) {
        int slash = member.indexOf('/');
        return new Lease(new RoomId(member.substring(0, slash)), new ParticipantId(member.substring(slash + 1)));
    }
}
