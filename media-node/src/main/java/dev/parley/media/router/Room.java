package dev.parley.media.router;

import dev.parley.media.egress.RoomView;
import dev.parley.media.egress.Slot;
import dev.parley.media.ingress.MediaPacket;
import dev.parley.media.ingress.PublishedStream;
import dev.parley.media.ingress.SourceTrack;
import dev.parley.media.session.MediaSession;
import dev.parley.media.session.RoutingContext;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.protocol.node.NodeEvent.SpeakerChanged;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One routing context of a meeting (ADR-0011), on the one loop where it lives: its sessions, what they publish, and
/// the packets of this turn. Only its loop touches it, so it holds no lock.
public final class Room implements RoomView {
    /// Who is heard is looked at this often: a newcomer's first syllable is not missed.
    static final long HEARD_NS = 50_000_000;

    /// Layers are shared out again this often, besides whenever something changes.
    static final long ALLOCATE_NS = 200_000_000;

    private final RoutingContext context;
    private final Consumer<NodeEvent> events;
    private final List<MediaSession> sessions = new ArrayList<>();
    private final List<SourceTrack> published = new ArrayList<>();
    private final List<SourceTrack> audible = new ArrayList<>();
    private final List<@Nullable PublishedStream> places = new ArrayList<>();
    private final List<MediaPacket> turn = new ArrayList<>();
    private final WantedLayers wantedLayers = new WantedLayers();
    private final LoudestSpeakers speakers = new LoudestSpeakers();
    private final List<SourceTrack> recentFloor = new ArrayList<>();
    private List<SourceTrack> preferred = List.of();
    private int turnCount;
    private boolean changed;
    private long heardNs;
    private long allocatedNs;

    public Room(RoutingContext context, Consumer<NodeEvent> events) {
        this.context = context;
        this.events = events;
    }

    public RoutingContext context() {
        return context;
    }

    public List<MediaSession> sessions() {
        return sessions;
    }

    public void enter(MediaSession session) {
        sessions.add(session);
        published.addAll(session.uplink().tracks().values());
        wantedLayers.arrived(session);
        changed = true;
    }

    /// These came from another loop: all go on with what they saw and heard, in the middle of its streams.
    public void resume(List<MediaSession> newcomers) {
        placeStreams();
        var heard = new ArrayList<>(speakers.heard());
        for (MediaSession session : newcomers) {
            if (session.downlink().wasShowing()) {
                wantedLayers.wentOn(session);
            }
            session.downlink().resume(this::track, Room::stream);
            session.downlink().slots().stream()
                    .filter(slot -> slot.plan().audio())
                    .map(Slot::track)
                    .filter(Objects::nonNull)
                    .forEach(heard::add);
        }
        speakers.resume(heard);
    }

    private @Nullable SourceTrack track(int csrc) {
        for (SourceTrack track : published) {
            if (track.csrc() == csrc) {
                return track;
            }
        }
        return null;
    }

    private static @Nullable PublishedStream stream(SourceTrack track, int ssrc) {
        for (PublishedStream stream : track.layers()) {
            if (stream.plan().ssrc() == ssrc) {
                return stream;
            }
        }
        return null;
    }

    /// Streams of the session leave their places; who watched them is told at the end of the turn.
    public void leave(MediaSession session) {
        sessions.remove(session);
        for (PublishedStream stream : session.uplink().streams()) {
            forget(stream);
        }
        for (SourceTrack track : session.uplink().tracks().values()) {
            published.remove(track);
            recentFloor.remove(track);
            wantedLayers.forget(track);
        }
        speakers.forget(session.uplink().tracks().values());
        changed = true;
    }

    private void forget(PublishedStream stream) {
        if (stream.index() >= 0) {
            places.set(stream.index(), null);
            stream.enterRoomAt(-1);
        }
    }

    /// Something about who publishes what has changed.
    public void touch() {
        changed = true;
    }

    /// The next free packet of this turn; it counts once [#keep()] is called.
    public MediaPacket next() {
        if (turnCount == turn.size()) {
            turn.add(new MediaPacket());
        }
        return turn.get(turnCount);
    }

    /// The packet from [#next()] is to be forwarded at the end of the turn.
    public void keep() {
        turnCount++;
    }

    /// True while packets wait for the end of the turn.
    public boolean hasPackets() {
        return turnCount > 0;
    }

    /// The end of the turn: every receiver gets its share, one burst each.
    public void flush(long nowNs) {
        if (changed) {
            rearrange(nowNs);
        }
        int count = turnCount;
        turnCount = 0; // first: a fault of ours costs this turn, not every one after it
        for (int i = 0; count > 0 && i < sessions.size(); i++) {
            sessions.get(i).forward(turn, count, nowNs);
        }
    }

    /// Who is heard, who has the floor, what fits: on the loop's tick.
    public void tick(long nowNs) {
        if (nowNs - heardNs >= HEARD_NS) {
            heardNs = nowNs;
            changed |= speakers.choose(audible(), nowNs);
            if (speakers.passFloor(nowNs)) {
                SourceTrack floor = speakers.floor();
                if (floor != null) {
                    recentFloor.remove(floor);
                    recentFloor.addFirst(floor);
                }
                events.accept(speakerChanged(floor));
                changed = true;
            }
        }
        if (changed || nowNs - allocatedNs >= ALLOCATE_NS) {
            rearrange(nowNs);
        }
    }

    private SpeakerChanged speakerChanged(@Nullable SourceTrack floor) {
        return floor == null
                ? new SpeakerChanged(context.room(), context.breakout(), null, null)
                : new SpeakerChanged(
                        context.room(), context.breakout(), floor.participant(), Integer.toUnsignedLong(floor.csrc()));
    }

    /// Everybody's slots and layers anew.
    private void rearrange(long nowNs) {
        boolean reassign = changed;
        changed = false;
        allocatedNs = nowNs;
        if (reassign) {
            placeStreams();
            preferred = byPreference();
        }
        for (SourceTrack track : published) {
            track.offer(nowNs);
        }
        for (MediaSession session : sessions) {
            if (reassign) {
                session.downlink().assign(this);
            }
            session.downlink().allocate(nowNs);
            session.announce(events, nowNs);
        }
        wantedLayers.look(published, sessions, nowNs);
        wantedLayers.takeChanges(context.room()).forEach(events);
    }

    private void placeStreams() {
        for (int i = 0; i < places.size(); i++) {
            PublishedStream there = places.get(i);
            if (there != null && there.index() != i) { // it ended by itself: its encoder began anew
                places.set(i, null);
            }
        }
        for (MediaSession session : sessions) {
            for (PublishedStream stream : session.uplink().streams()) {
                if (stream.index() < 0) {
                    int free = places.indexOf(null);
                    if (free < 0) {
                        free = places.size();
                        places.add(stream);
                    } else {
                        places.set(free, stream);
                    }
                    stream.enterRoomAt(free);
                }
            }
        }
    }

    private List<SourceTrack> audible() {
        audible.clear();
        for (SourceTrack track : published) {
            if (track.source().isAudio() && track.live()) {
                audible.add(track);
            }
        }
        return audible;
    }

    @Override
    public @Nullable SourceTrack track(ParticipantId participant, Source source) {
        for (SourceTrack track : published) {
            if (track.source() == source && track.participant().equals(participant)) {
                return track;
            }
        }
        return null;
    }

    @Override
    public List<SourceTrack> videoByPreference() {
        return preferred;
    }

    private List<SourceTrack> byPreference() {
        var video = new ArrayList<SourceTrack>();
        for (SourceTrack track : published) {
            if (!track.source().isAudio()) {
                video.add(track);
            }
        }
        video.sort(Comparator.comparingInt(this::preference));
        return video;
    }

    private int preference(SourceTrack track) {
        if (track.source() == Source.SCREEN) {
            return -1;
        }
        for (int i = 0; i < recentFloor.size(); i++) {
            if (recentFloor.get(i).participant().equals(track.participant())) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    @Override
    public List<SourceTrack> heard() {
        return speakers.heard();
    }
}
