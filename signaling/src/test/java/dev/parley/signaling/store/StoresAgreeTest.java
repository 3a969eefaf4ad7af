package dev.parley.signaling.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.rules.RoomRules;
import dev.parley.signaling.rooms.rules.Steps;
import dev.parley.signaling.rooms.rules.Steps.Step;
import dev.parley.signaling.store.memory.MemoryStores;
import dev.parley.signaling.store.redis.RedisLink;
import dev.parley.signaling.store.redis.RedisStores;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

@Label("whatever happens in a room")
class StoresAgreeTest {
    private static final RoomRules RULES = new RoomRules(new RoomLimits(4, 2));

    private static final EmbeddedRedis REDIS = new EmbeddedRedis();
    private static final RedisLink LINK = RedisLink.connect(REDIS.url());

    @AfterContainer
    static void stop() throws IOException {
        LINK.close();
        REDIS.close();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Steps.any();
    }

    @Property(tries = 150)
    @Label("memory and Redis hold what the rules say, and their logs replay to it")
    void agree(@ForAll("steps") @Size(max = 60) List<Step> steps) {
        var id = new RoomId("r-" + UUID.randomUUID());
        List<RoomStore> stores =
                List.of(MemoryStores.create().rooms(), RedisStores.over(LINK).rooms());
        RoomState room = RoomState.absent(id);
        RoomState replayed = room;
        for (Step step : steps) {
            if (RULES.decide(room, step.actor(), step.ask()) instanceof Decision.Accepted(var events, var _)
                    && !events.isEmpty()) {
                RoomState after = room.apply(events);
                for (RoomStore store : stores) {
                    assertThat(store.append(room, events, after)).isTrue();
                    assertThat(store.append(room, events, after))
                            .as("only once")
                            .isFalse();
                    assertThat(store.load(id)).isEqualTo(after);
                    inSameOrder(store.load(id), after);
                    assertThat(store.since(id, room.version()).orElseThrow().stream()
                                    .map(Versioned::event))
                            .containsExactlyElementsOf(events);
                }
                for (RoomEvent event : events) {
                    replayed = replayed.apply(event);
                }
                assertThat(replayed).isEqualTo(after);
                room = after;
            }
        }
    }

    /// Maps are equal whatever their order; people in line care.
    private static void inSameOrder(RoomState one, RoomState other) {
        assertThat(one.participants().keySet())
                .containsExactlyElementsOf(other.participants().keySet());
        assertThat(one.waiting().keySet())
                .containsExactlyElementsOf(other.waiting().keySet());
        assertThat(one.board().chat().things().keySet())
                .containsExactlyElementsOf(other.board().chat().things().keySet());
    }
}
