package dev.parley.signaling.store.redis;

import dev.parley.protocol.node.Dispute;
import dev.parley.protocol.node.Party;
import dev.parley.signaling.store.DisputeStore;
import io.lettuce.core.ScriptOutputType;
import java.util.Locale;

final class RedisDisputes implements DisputeStore {
    private final Script settle = Script.named("dispute", ScriptOutputType.MULTI);
    private final RedisLink link;

    RedisDisputes(RedisLink link) {
        this.link = link;
    }

    @Override
    public Party settle(Dispute dispute, Party claimant) {
        String[] keys = {Keys.dispute(dispute)};
        String claim = claimant.name().toLowerCase(Locale.ROOT);
        Object winner = link.call(redis -> settle.list(redis, keys, claim, Integer.toString(Keys.DISPUTE_SECONDS)))
                .getFirst();
        return claim.equals(winner) ? claimant : claimant.other();
    }
}
