package dev.parley.media.router;

import dev.parley.media.ingress.SourceTrack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom a room hears and who has the floor, by the levels that the publishers themselves measured (RFC 6464).
public final class LoudestSpeakers {
    /// Three audio slots a receiver, and one more so that a speaker, who does not hear themselves, still hears three.
    public static final int HEARD = 4;

    /// The floor passes to another at most this often.
    public static final long FLOOR_NS = 500_000_000;

    /// A newcomer must be this much louder, in decibels, than the one it displaces: two equal voices do not alternate.
    static final double MARGIN = 3;

    /// Below this, in decibels above silence, nobody is speaking: a quiet room lies near 50, a voice above 90.
    static final double VOICE = 70;

    private final List<SourceTrack> kept = new ArrayList<>(HEARD);
    private List<SourceTrack> heard = List.of();
    private @Nullable SourceTrack floor;
    private long floorNs;

    /// The sources that receivers hear now, loudest not necessarily first: a source keeps its place while it is heard.
    public List<SourceTrack> heard() {
        return heard;
    }

    public @Nullable SourceTrack floor() {
        return floor;
    }

    /// Goes on elsewhere with whom receivers hear.
    void resume(List<SourceTrack> now) {
        heard = now.stream().distinct().limit(HEARD).toList();
    }

    /// These are no longer here.
    void forget(Collection<SourceTrack> gone) {
        heard = heard.stream().filter(track -> !gone.contains(track)).toList();
    }

    /// Chooses anew from all audible sources of the room. True when [#heard()] changed.
    public boolean choose(List<SourceTrack> audible, long nowNs) {
        kept.clear();
        for (SourceTrack track : heard) {
            if (audible.contains(track)) {
                kept.add(track);
            }
        }
        for (SourceTrack track : audible) {
            if (!kept.contains(track)) {
                enter(kept, track, nowNs);
            }
        }
        boolean changed = !kept.equals(heard);
        if (changed) {
            heard = List.copyOf(kept);
        }
        return changed;
    }

    private static void enter(List<SourceTrack> kept, SourceTrack newcomer, long nowNs) {
        if (kept.size() < HEARD) {
            kept.add(newcomer);
            return;
        }
        SourceTrack quietest = kept.getFirst();
        for (SourceTrack track : kept) {
            if (track.loudness().at(nowNs) < quietest.loudness().at(nowNs)) {
                quietest = track;
            }
        }
        if (newcomer.loudness().at(nowNs) > quietest.loudness().at(nowNs) + MARGIN) {
            kept.set(kept.indexOf(quietest), newcomer);
        }
    }

    private @Nullable SourceTrack loudest(long nowNs) {
        SourceTrack loudest = null;
        for (SourceTrack track : heard) {
            if (loudest == null
                    || track.loudness().at(nowNs) > loudest.loudness().at(nowNs)) {
                loudest = track;
            }
        }
        return loudest;
    }

    /// Lets the floor pass if it is time and somebody has taken it. True when [#floor()] changed.
    public boolean passFloor(long nowNs) {
        SourceTrack holder = floor;
        if (holder != null && !heard.contains(holder)) {
            holder = null;
        }
        if (floorNs != 0 && nowNs - floorNs < FLOOR_NS) {
            return false;
        }
        SourceTrack loudest = loudest(nowNs);
        SourceTrack next = holder;
        if (loudest != null && loudest.loudness().at(nowNs) >= VOICE) {
            double bar = holder == null ? 0 : holder.loudness().at(nowNs) + MARGIN;
            next = loudest.loudness().at(nowNs) > bar ? loudest : holder;
        }
        if (next == floor) {
            return false;
        }
        floor = next;
        floorNs = nowNs;
        return true;
    }
}
