package dev.parley.media.router;

import dev.parley.media.egress.Slot;
import dev.parley.media.ingress.PublishedStream;
import dev.parley.media.ingress.SourceTrack;
import dev.parley.media.session.MediaSession;
import dev.parley.protocol.node.NodeEvent.LayersWanted;
import dev.parley.room.Layer;
import dev.parley.room.RoomId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which simulcast layers of each publisher anybody would watch. What nobody watches need not be encoded: in a grid of
/// small tiles that saves every laptop its two large encoders.
final class WantedLayers {
    /// A layer is let go only after nobody has wanted it for this long: tiles grow and shrink while people look about.
    static final long LET_GO_NS = 4_000_000_000L;

    private static final int[] USUAL_HEIGHTS = {180, 360, 1_080};

    /// How many layers, from the lowest, and when the highest of them was last wanted.
    private record Told(int layers, long wantedNs) {}

    private static final Told UNTOLD = new Told(0, 0);

    private final Map<SourceTrack, Told> told = new HashMap<>();

    /// A publisher came whom another room may have told to leave layers out: it is told afresh.
    void arrived(MediaSession session) {
        layered(List.of(session)).forEach(track -> told.put(track, UNTOLD));
    }

    /// What has to be told to publishers now.
    List<LayersWanted> changes(RoomId room, List<MediaSession> sessions, long nowNs) {
        Map<SourceTrack, Integer> heights = greatestHeights(sessions);
        var changes = new ArrayList<LayersWanted>();
        List<SourceTrack> tracks = layered(sessions);
        told.keySet().retainAll(Set.copyOf(tracks));
        for (SourceTrack track : tracks) {
            Told before = told.getOrDefault(track, new Told(Layer.values().length, nowNs));
            boolean untold = before.layers() == UNTOLD.layers();
            int wanted = untold ? Layer.values().length : layersFor(track, heights.getOrDefault(track, 0));
            boolean wait = wanted < before.layers() && nowNs - before.wantedNs() < LET_GO_NS;
            if (wait) {
                told.put(track, before);
                continue;
            }
            told.put(track, new Told(wanted, nowNs));
            if (wanted != before.layers()) {
                List<Layer> layers = List.of(Layer.values()).subList(0, wanted);
                changes.add(new LayersWanted(room, track.participant(), track.source(), layers));
            }
        }
        return changes;
    }

    private static List<SourceTrack> layered(List<MediaSession> sessions) {
        return sessions.stream()
                .flatMap(session -> session.uplink().tracks().values().stream())
                .filter(track -> track.layers().stream()
                        .anyMatch(stream -> !stream.plan().rid().isEmpty()))
                .toList();
    }

    private static Map<SourceTrack, Integer> greatestHeights(List<MediaSession> sessions) {
        var heights = new HashMap<SourceTrack, Integer>();
        for (MediaSession session : sessions) {
            for (Slot slot : session.downlink().slots()) {
                SourceTrack track = slot.track();
                if (track != null && !slot.plan().audio()) {
                    heights.merge(track, slot.wish().height(), Math::max);
                }
            }
        }
        return heights;
    }

    /// All layers up to the first that fills the largest tile; the lowest always, so that a newcomer sees something at
    /// once.
    private static int layersFor(SourceTrack track, int height) {
        for (int layer = 0; layer < USUAL_HEIGHTS.length; layer++) {
            PublishedStream stream = track.layer(layer);
            int lines = stream != null && stream.height() > 0 ? stream.height() : USUAL_HEIGHTS[layer];
            if (lines >= height) {
                return layer + 1;
            }
        }
        return USUAL_HEIGHTS.length;
    }
}
