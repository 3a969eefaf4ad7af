package dev.parley.media.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.cache.SlabPool;
import dev.parley.media.layers.LayerOffer;
import dev.parley.media.negotiation.ExtensionIds;
import dev.parley.media.negotiation.PayloadBinding;
import dev.parley.media.negotiation.PublishPlan;
import dev.parley.media.negotiation.SessionPlan;
import dev.parley.media.path.PacketCounters;
import dev.parley.room.Codec;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The layers of a source that are offered")
class SourceTrackTest {
    private static final long MS = 1_000_000;
    private static final long START_NS = 1_000 * MS;

    private final SourceTrack camera = new SourceTrack(new ParticipantId("ann"), Source.CAMERA, 11);
    private final Uplink uplink =
            new Uplink(plan(), Map.of(Source.CAMERA, camera), new SlabPool(), new PacketCounters());
    private long nowNs = START_NS;

    private static SessionPlan plan() {
        return new SessionPlan(
                List.of(new PublishPlan("1", Source.CAMERA, List.of("l", "m", "h"), List.of())),
                List.of(),
                List.of(new PayloadBinding(96, Codec.VP8, false, 96)),
                new ExtensionIds(0, 0, 0, 0, 0, 0, 0),
                true,
                1);
    }

    @BeforeEach
    void publish() {
        for (int i = 0; i < 3; i++) {
            var stream = new StreamPlan(100 + i, 200 + i, Source.CAMERA, i, "lmh".substring(i, i + 1));
            uplink.resume(new StreamRecord(stream, Codec.VP8, -1, List.of(), 0), nowNs);
        }
        arrive(0, 1, 2);
    }

    private void arrive(int... layers) {
        for (int layer : layers) {
            uplink.streams().get(layer).noteArrival(1_000, nowNs);
        }
    }

    private List<Integer> offered() {
        camera.offer(nowNs);
        return camera.offers().stream().map(LayerOffer::layer).toList();
    }

    @Test
    @DisplayName("are all that arrive; in a silence of all, too, for a while")
    void all() {
        assertThat(offered()).containsExactly(0, 1, 2);
        nowNs += 1_000 * MS;
        assertThat(offered()).as("the network stalls").containsExactly(0, 1, 2);
        nowNs += PublishedStream.QUIET_NS;
        assertThat(offered()).isEmpty();
    }

    @Test
    @DisplayName("not one that is left out while lower ones go on: whoever watches it needs another soon")
    void leftOut() {
        for (int frame = 0; frame < 10; frame++) {
            nowNs += 33 * MS;
            arrive(0);
        }
        assertThat(offered()).containsExactly(0);
        arrive(0, 1);
        assertThat(offered()).as("it is there again").containsExactly(0, 1);
    }

    @Test
    @DisplayName("the lower ones, when only the highest goes on: a resting one costs nothing and may be all that fits")
    void lowerRest() {
        for (int frame = 0; frame < 10; frame++) {
            nowNs += 33 * MS;
            arrive(2);
        }
        assertThat(offered()).containsExactly(0, 1, 2);
    }
}
