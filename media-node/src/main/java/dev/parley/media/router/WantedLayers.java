package dev.parley.media.router;

import dev.parley.media.egress.Slot;
import dev.parley.media.ingress.PublishedStream;
import dev.parley.media.ingress.SourceTrack;
import dev.parley.media.session.MediaSession;
import dev.parley.protocol.node.NodeEvent.LayersWanted;
import dev.parley.room.Layer;
import dev.parley.room.RoomId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which simulcast layers of each publisher anybody would watch. What nobody watches need not be encoded: in a grid of
/// small tiles that saves every laptop its two large encoders.
final class WantedLayers {
    /// A layer is let go only after nobody has wanted it for this long: tiles grow and shrink while people look about.
    static final long LET_GO_NS = 4_000_000_000L;

    private static final int[] USUAL_HEIGHTS = {180, 360, 1_080};

    /// What is known of one publisher.
    private static final class Wanted {
        private int layers = Layer.values().length;
        private int told = layers;
        private long wantedNs;
        /// Of the largest tile that shows it.
        private int height;

        /// It came along with everybody who watches it: what it was told last most likely still holds, and is said
        /// again only when they had time to arrive.
        private boolean goesOn;
        private long arrivedNs;

        private static Wanted untold() {
            var wanted = new Wanted();
            wanted.told = 0;
            return wanted;
        }
    }

    private final Map<SourceTrack, Wanted> wanted = new LinkedHashMap<>();

    /// Looks at every receiver's tiles.
    void look(List<SourceTrack> published, List<MediaSession> sessions, long nowNs) {
        for (SourceTrack track : published) {
            if (track.layered()) {
                wanted.computeIfAbsent(track, _ -> new Wanted()).height = 0;
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        for (MediaSession session : sessions) {
            for (Slot slot : session.downlink().slots()) {
                SourceTrack track = slot.track();
                Wanted by = track == null ? null : wanted.get(track);
                if (by != null) {
                    by.height = Math.max(by.height, slot.wish().height());
                }
            }
        }
        wanted.forEach((track, by) -> decide(track, by, nowNs));
    }

    private static void decide(SourceTrack track, Wanted by, long nowNs) {
        by.arrivedNs = by.arrivedNs == 0 ? nowNs : by.arrivedNs;
        by.goesOn &= nowNs - by.arrivedNs < LET_GO_NS;
        int layers = layersFor(track, by.height);
        if (by.wantedNs == 0) {
            by.wantedNs = nowNs;
        }
        boolean wait = layers < by.layers && nowNs - by.wantedNs < LET_GO_NS;
        if (!wait) {
            by.layers = layers;
            by.wantedNs = nowNs;
        }
    }

    /// A publisher came whom another room may have told to leave layers out: it is told afresh.
    void arrived(MediaSession session) {
        for (SourceTrack track : session.uplink().tracks().values()) {
            if (track.layered()) {
                wanted.put(track, Wanted.untold());
            }
        }
    }

    /// A publisher came with its room: nothing changes for it at this moment.
    void wentOn(MediaSession session) {
        for (SourceTrack track : session.uplink().tracks().values()) {
            Wanted by = wanted.get(track);
            if (by != null) {
                by.goesOn = true;
            }
        }
    }

    /// What has to be told to publishers now.
    List<LayersWanted> takeChanges(RoomId room) {
        List<LayersWanted> changes = List.of();
        for (var entry : wanted.entrySet()) {
            SourceTrack track = entry.getKey();
            Wanted by = entry.getValue();
            if (by.layers != by.told && !by.goesOn) {
                by.told = by.layers;
                List<Layer> layers = List.of(Layer.values()).subList(0, by.layers);
                changes = changes.isEmpty() ? new ArrayList<>() : changes;
                changes.add(new LayersWanted(room, track.participant(), track.source(), layers));
            }
        }
        return changes;
    }

    void forget(SourceTrack track) {
        wanted.remove(track);
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
