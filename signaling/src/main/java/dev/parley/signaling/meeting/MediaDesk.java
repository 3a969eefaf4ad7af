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
import dev.parley.signaling.store.PlacementStore.Placed;
import dev.parley.signaling.store.Stores;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Media sessions: finds the room's node, or the node for the room, and passes offers, restarts and wishes on.
public final class MediaDesk {
    /// An epoch that no room ever has.
    private static final long NOT_PLACED = 0;
    /// What a node says to an offer for a room that it has given away.
    private static final String ROOM_MOVED = "room-moved";
    /// To one for a room that it has not, while it takes no new ones.
    private static final String NODE_DRAINING = "node-draining";

    private final Nodes nodes;
    private final Stores stores;
    private final InstantSource clock;
    private final Patience patience;

    public MediaDesk(Nodes nodes, Stores stores, InstantSource clock, Patience patience) {
        this.nodes = nodes;
        this.stores = stores;
        this.clock = clock;
        this.patience = patience;
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

    /// A room whose node is gone will be somewhere else in a moment: that is waited for.
    public Reply open(RoomId room, Participant who, String sdp) {
        var no = new Reply.No(Refusal.NO_MEDIA_NODE);
        for (int looks = 0; looks < Patience.LOOKS; looks++) {
            Optional<Home> home = homeOf(room);
            if (home.isPresent()) {
                NodeAnswer answer = ask(home.get().link(), room, who, sdp);
                switch (answer) {
                    case NodeAnswer.Opened(var session) -> {
                        return opened(room, who.id(), home.get().link(), session);
                    }
                    case NodeAnswer.Unreachable(var silent) -> looks += silent ? Patience.LOOKS_OF_SILENCE : 0;
                    case NodeAnswer.Refused(var _, var code, var _) when code.equals(ROOM_MOVED) -> {}
                    case NodeAnswer.Refused(var _, var code, var _)
                    when code.equals(NODE_DRAINING) -> {
                        if (hasLeft(room, home.get().placed())) {
                            continue;
                        }
                    }
                    case NodeAnswer.Refused _, NodeAnswer.Gone _, NodeAnswer.Patched _ -> {
                        return refused(answer);
                    }
                }
            }
            if (nodes.noneLeft()) {
                return no;
            }
            patience.await(room);
        }
        return no;
    }

    private NodeAnswer ask(NodeLink link, RoomId room, Participant who, String sdp) {
        var request = new SessionRequest(
                who.id(),
                who.identity(),
                who.kind() == SessionKind.WHEP ? List.of() : who.publishable(),
                who.breakout(),
                sdp,
                who.kind());
        return patience.answer(room, link.node(), link.sessions().open(room, request));
    }

    /// `session` is looked for again when its node is gone: it may be taken by another.
    public Reply patch(RoomId room, Supplier<Optional<MediaRef>> session, String fragment, @Nullable String etag) {
        return wherever(room, session, media -> patch(media, fragment, etag));
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

    /// Likewise.
    public Reply wish(RoomId room, Supplier<Optional<MediaRef>> session, NodeCommand.Wish wish) {
        return wherever(
                room,
                session,
                media -> send(media, wish) ? new Reply.Patched(null, null) : new Reply.No(Refusal.NO_MEDIA_NODE));
    }

    private Reply wherever(RoomId room, Supplier<Optional<MediaRef>> session, Function<MediaRef, Reply> ask) {
        for (int looks = 0; ; looks++) {
            Optional<MediaRef> media = session.get();
            if (media.isEmpty()) {
                return new Reply.No(Refusal.NO_SUCH_SESSION);
            }
            Reply reply = ask.apply(media.get());
            boolean gone = reply instanceof Reply.No no && no.why() == Refusal.NO_MEDIA_NODE;
            if (!gone || looks >= Patience.LOOKS || isThere(media.get()) || nodes.noneLeft()) {
                return reply;
            }
            patience.await(room);
        }
    }

    private boolean isThere(MediaRef media) {
        return nodes.find(media.node()).filter(NodeLink::isUp).isPresent();
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

    /// Where a room is, by the decision that holds.
    private record Home(NodeLink link, Placed placed) {}

    /// Sticky: a room stays where it is while its node is there, or only briefly away.
    private Optional<Home> homeOf(RoomId room) {
        List<NodeId> ranked = ranked(room);
        return place(room, ranked, NOT_PLACED)
                .map(Holds::placed)
                .flatMap(it ->
                        isLost(it.node()) ? place(room, ranked, it.epoch()).map(Holds::placed) : Optional.of(it))
                .flatMap(it -> nodes.find(it.node()).map(link -> new Home(link, it)))
                .filter(it -> it.link().isSettled());
    }

    private List<NodeId> ranked(RoomId room) {
        return Placement.rank(room, nodes.usable());
    }

    /// Its node is drained, and has nobody of the room: it goes elsewhere, unless somebody was quicker or there is
    /// no other.
    private boolean hasLeft(RoomId room, Placed placed) {
        return place(room, ranked(room), placed.epoch())
                .filter(it -> it.placed().epoch() != placed.epoch())
                .isPresent();
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
