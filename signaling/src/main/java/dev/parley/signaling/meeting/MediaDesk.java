package dev.parley.signaling.meeting;

import dev.parley.protocol.node.NodeCommand;
import dev.parley.protocol.node.SessionAnswer;
import dev.parley.protocol.node.SessionKind;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.protocol.placement.Placement;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.signaling.nodes.NodeAnswer;
import dev.parley.signaling.nodes.NodeLink;
import dev.parley.signaling.nodes.Nodes;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.store.MediaRef;
import dev.parley.signaling.store.PlacementStore.Holds;
import dev.parley.signaling.store.Stores;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Media sessions: finds the room's node, or the node for the room, and passes offers, restarts and wishes on.
public final class MediaDesk {
    /// An epoch that no room ever has.
    private static final long NOT_PLACED = 0;

    private final Nodes nodes;
    private final Stores stores;
    private final InstantSource clock;

    public MediaDesk(Nodes nodes, Stores stores, InstantSource clock) {
        this.nodes = nodes;
        this.stores = stores;
        this.clock = clock;
    }

    public sealed interface Reply {
        record Opened(MediaRef media, SessionAnswer session) implements Reply {}

        /// `fragment` is absent when there is nothing to answer.
        record Patched(@Nullable String fragment, @Nullable String etag) implements Reply {}

        /// `status` is the node's own, where it had one.
        record No(
                Refusal why,
                int status,
                @Nullable String code,
                @Nullable String detail) implements Reply {
            No(Refusal why) {
                this(why, 0, null, null);
            }
        }
    }

    public Reply open(RoomId room, Participant who, String sdp) {
        Optional<NodeLink> link = nodeOf(room);
        if (link.isEmpty()) {
            return new Reply.No(Refusal.NO_MEDIA_NODE);
        }
        var request = new SessionRequest(
                who.id(),
                who.identity(),
                who.kind() == SessionKind.WHEP ? List.of() : who.publishable(),
                who.breakout(),
                sdp,
                who.kind());
        return switch (link.get().sessions().open(room, request)) {
            case NodeAnswer.Opened(var session) -> opened(room, who.id(), link.get(), session);
            case NodeAnswer answer -> refused(answer);
        };
    }

    public Reply patch(MediaRef media, String fragment, @Nullable String etag) {
        return nodes.find(media.node())
                .map(link -> switch (link.sessions().patch(media.session(), fragment, etag)) {
                    case NodeAnswer.Patched(var answer, var newEtag) -> new Reply.Patched(answer, newEtag);
                    case NodeAnswer.Gone _ -> new Reply.No(Refusal.NO_SUCH_SESSION);
                    case NodeAnswer answer -> refused(answer);
                })
                .orElseGet(() -> new Reply.No(Refusal.NO_SUCH_SESSION));
    }

    /// Whether the session may still be there. Only a node that is there and says no is believed.
    boolean mayLive(MediaRef media) {
        Optional<NodeLink> link = nodes.find(media.node());
        if (link.isEmpty() || link.get().isLost()) {
            return false;
        }
        return !(link.get().sessions().probe(media.session()) instanceof NodeAnswer.Gone);
    }

    public boolean send(MediaRef media, NodeCommand command) {
        return nodes.send(media.node(), command);
    }

    public Optional<MediaRef> media(RoomId room, ParticipantId who) {
        return stores.rooms().media(room, who);
    }

    private Reply opened(RoomId room, ParticipantId who, NodeLink link, SessionAnswer session) {
        var media = new MediaRef(
                link.node().orElseThrow(), session.session(), link.instance().orElse(null));
        stores.rooms().putMedia(room, who, media);
        return new Reply.Opened(media, session);
    }

    private static Reply.No refused(NodeAnswer answer) {
        return switch (answer) {
            case NodeAnswer.Refused(var status, var code, var detail)
            when status < 500 && status != 429 -> new Reply.No(Refusal.MEDIA_REFUSED, status, code, detail);
            case NodeAnswer.Refused _, NodeAnswer.Unreachable _, NodeAnswer.Gone _ ->
                new Reply.No(Refusal.NO_MEDIA_NODE);
            case NodeAnswer.Opened _, NodeAnswer.Patched _ ->
                new Reply.No(Refusal.MEDIA_REFUSED, 502, "node-not-understood", "The media server's answer is odd.");
        };
    }

    /// Sticky: a room stays where it is while its node is there, or only briefly away.
    private Optional<NodeLink> nodeOf(RoomId room) {
        List<NodeId> ranked = Placement.rank(room, nodes.usable());
        return place(room, ranked, NOT_PLACED)
                .flatMap(it -> isLost(it.placed().node())
                        ? place(room, ranked, it.placed().epoch())
                        : Optional.of(it))
                .flatMap(it -> nodes.find(it.placed().node()))
                .filter(NodeLink::isUp);
    }

    private boolean isLost(NodeId node) {
        return nodes.find(node).map(NodeLink::isLost).orElseGet(nodes::allMet);
    }

    /// Whoever moves a room tells those who have it open.
    private Optional<Holds> place(RoomId room, List<NodeId> ranked, long epoch) {
        Instant review = clock.instant().plus(PlacementSweep.REVIEW);
        Optional<Holds> holds = stores.placements().place(room, ranked, epoch, review);
        holds.filter(it -> it.decided() && epoch != NOT_PLACED)
                .map(Holds::placed)
                .ifPresent(it -> stores.rooms().publish(room, new Notice.Placed(it.node(), it.epoch())));
        return holds;
    }

    /// What a WHIP offer brings, told from its sections: the first of each kind, as in any session.
    public static List<Source> offered(String sdp) {
        boolean audio = sdp.startsWith("m=audio ") || sdp.contains("\nm=audio ");
        boolean video = sdp.startsWith("m=video ") || sdp.contains("\nm=video ");
        return audio && video
                ? List.of(Source.MICROPHONE, Source.CAMERA)
                : audio ? List.of(Source.MICROPHONE) : video ? List.of(Source.CAMERA) : List.of();
    }
}
