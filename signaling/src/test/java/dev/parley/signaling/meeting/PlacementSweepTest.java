package dev.parley.signaling.meeting;

import static dev.parley.signaling.rooms.People.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.meeting.SettingsChange;
import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.rules.RoomRules;
import dev.parley.signaling.store.Stores;
import dev.parley.signaling.store.memory.MemoryStores;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("places of rooms that are gone")
class PlacementSweepTest {
    private static final NodeId NODE = new NodeId("node-1");

    private final Stores stores = MemoryStores.create();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final PlacementSweep sweep = new PlacementSweep(stores, now::get);

    @Test
    @DisplayName("are given back at their review, those of living rooms never")
    void swept() {
        var living = new RoomId("living");
        create(living);
        List.of(living, new RoomId("gone"))
                .forEach(room -> stores.placements().place(room, List.of(NODE), 0, NOON.plus(PlacementSweep.REVIEW)));
        sweep.tick();
        assertThat(stores.placements().counts()).isEqualTo(Map.of(NODE, 2L));
        for (int reviews = 1; reviews < 4; reviews++) {
            now.set(NOON.plus(PlacementSweep.REVIEW.multipliedBy(reviews)));
            sweep.tick();
            assertThat(stores.placements().counts()).isEqualTo(Map.of(NODE, 1L));
            assertThat(stores.placements().placement(living)).isPresent();
        }
    }

    private void create(RoomId room) {
        RoomState absent = RoomState.absent(room);
        var decision = (Decision.Accepted) new RoomRules(RoomLimits.STANDARD)
                .decide(absent, new Actor.Server(), new RoomAsk.Create(null, SettingsChange.NONE, NOON));
        assertThat(stores.rooms().append(absent, decision.events(), absent.apply(decision.events())))
                .isTrue();
    }
}
