package dev.parley.media.world;

import static dev.parley.media.world.World.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.world.Receiver.Seen;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WorldTest {
    @Property(tries = 60)
    @Label("whatever is lost, late or switched, the receiver's stream has no hole, no repeat and no step back")
    void theOutgoingSequenceHolds(@ForAll long seed, @ForAll @IntRange(max = 15) int lossPercent) {
        var meeting = new Meeting(new World(seed), lossPercent);
        meeting.runWithSwitches(6_000 * MS, 400 * MS);
        meeting.settle(2_000 * MS);

        Receiver receiver = meeting.receiver();
        assertThat(receiver.seen()).as("packets, seed %d", seed).hasSizeGreaterThan(100);
        assertThat(receiver.contradictions()).as("seed %d", seed).isEmpty();
        assertThat(receiver.gaps()).as("holes, seed %d", seed).isEmpty();
        assertThat(meeting.switches()).as("switches, seed %d", seed).isGreaterThan(3);
        requireContinuity(receiver, seed);
    }

    /// Picture ids and TL0PICIDX go up by one from frame to frame, timestamps never go back, and a change of layer is
    /// always a key frame.
    private static void requireContinuity(Receiver receiver, long seed) {
        Seen last = null;
        for (Map.Entry<Long, Seen> entry : receiver.seen().entrySet()) {
            Seen now = entry.getValue();
            String where = "seed %d, number %d, %s after %s".formatted(seed, entry.getKey(), now, last);
            if (last != null && now.pictureId() != last.pictureId()) {
                assertThat(now.pictureId()).as(where).isEqualTo((last.pictureId() + 1) & 0x7FFF);
                assertThat(now.tl0()).as(where).isEqualTo((last.tl0() + 1) & 0xFF);
                assertThat(now.timestamp() - last.timestamp()).as(where).isPositive();
                assertThat(now.startsFrame()).as(where).isTrue();
            }
            if (last != null && now.layer() != last.layer()) {
                assertThat(now.key()).as(where).isTrue();
            }
            last = now;
        }
    }
}
