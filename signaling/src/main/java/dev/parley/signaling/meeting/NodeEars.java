package dev.parley.signaling.meeting;

import dev.parley.protocol.Quality;
import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.node.NodeEvent;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.signaling.live.LiveRoom;
import dev.parley.signaling.live.Rooms;
import dev.parley.signaling.live.Seat;
import dev.parley.signaling.nodes.Gone;
import dev.parley.signaling.nodes.NodeWatcher;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.telling.Audience;
import dev.parley.signaling.rooms.telling.Telling;
import dev.parley.signaling.rooms.telling.Told;
import dev.parley.signaling.store.MediaRef;
import dev.parley.signaling.store.StoreUnavailable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// Passes on what nodes say to the sockets here that need it.
public final class NodeEars implements NodeWatcher {
    private static final Logger LOG = System.getLogger(NodeEars.class.getName());
    /// The node's word for a session that went because its participant opened another.
    private static final String REPLACED = "replaced";

    private final Rooms rooms;
    private final Executor threads;
    /// The nodes' links are made with their watcher, so what needs the links comes later.
    private final Supplier<RoomService> service;
    private final Supplier<MediaDesk> media;

    public NodeEars(Rooms rooms, Executor threads, Supplier<RoomService> service, Supplier<MediaDesk> media) {
        this.rooms = rooms;
        this.threads = threads;
        this.service = service;
        this.media = media;
    }

    @Override
    public void onEvent(NodeId node, NodeEvent event) {
        switch (event) {
            case NodeEvent.SlotsChanged(var room, var who, var slots) ->
                tell(room, who, new ServerMessage.SlotsChanged(slots));
            case NodeEvent.LayersWanted(var room, var who, var source, var rids) ->
                tell(room, who, new ServerMessage.LayersWanted(source, rids));
            case NodeEvent.Candidate it ->
                tell(
                        it.room(),
                        it.participant(),
                        new ServerMessage.Candidate(it.candidate(), it.sdpMid(), it.usernameFragment(), null));
            case NodeEvent.SpeakerChanged(var room, var place, var who, var _) ->
                rooms.find(room)
                        .ifPresent(it ->
                                it.tell(new Told(new Audience.Place(place), new ServerMessage.SpeakerChanged(who))));
            case NodeEvent.ConnectionQuality(var room, var who, var quality) -> quality(room, who, quality);
            case NodeEvent.Routed(var room, var version) -> rooms.find(room).ifPresent(it -> it.routed(version));
            case NodeEvent.SessionClosed it -> sessionClosed(node, it);
            case NodeEvent.Disputed _, NodeEvent.RoomTaken _, NodeEvent.MoveFailed _ -> {} // not for a socket
            case NodeEvent.SessionConnected _, NodeEvent.Hello _, NodeEvent.Status _ -> {}
        }
    }

    @Override
    public void onGreeted(NodeId node) {
        // Where it takes part is not for a socket to know.
    }

    /// Mutes decided while the link was away must hold at the node as well.
    @Override
    public void onUp(NodeId node) {
        threads.execute(() -> rooms.all().forEach(room -> repeatOrders(node, room)));
    }

    @Override
    public void onGone(Gone gone) {
        rooms.all()
                .forEach(room -> room.seats()
                        .values()
                        .forEach(seat -> seat.media()
                                .filter(it -> isOf(gone, it))
                                .ifPresent(it -> seat.mediaClosed(it, gone.reason()))));
    }

    /// Of that process: another one of the same node may have begun sessions since.
    private static boolean isOf(Gone gone, MediaRef media) {
        return media.node().equals(gone.node())
                && (media.instance() == null
                        || gone.instance() == null
                        || media.instance().equals(gone.instance()));
    }

    private void repeatOrders(NodeId node, LiveRoom live) {
        live.seats()
                .forEach((who, seat) -> seat.media()
                        .filter(it -> it.node().equals(node))
                        .ifPresent(it -> {
                            var room = live.state();
                            room.participant(who)
                                    .ifPresent(participant -> NodeOrders.standing(room.id(), participant)
                                            .forEach(order -> media.get().send(it, order)));
                        }));
    }

    private void sessionClosed(NodeId node, NodeEvent.SessionClosed event) {
        if (Arrivals.isMediaOnly(event.participant())) {
            threads.execute(() -> leave(node, event));
            return;
        }
        if (event.reason().equals(REPLACED)) {
            return; // by the participant's own new offer: told to open another, a page would do so for ever
        }
        seat(event.room(), event.participant())
                .ifPresent(seat -> seat.media()
                        .filter(it -> it.node().equals(node) && it.session().equals(event.session()))
                        .ifPresent(it -> seat.mediaClosed(it, event.reason())));
    }

    /// Every instance hears it and asks; the first one's ask changes the room, the others' find nothing to
    /// change.
    private void leave(NodeId node, NodeEvent.SessionClosed event) {
        ParticipantId who = event.participant();
        try {
            boolean current = media.get()
                    .media(event.room(), who)
                    .filter(it -> it.node().equals(node) && it.session().equals(event.session()))
                    .isPresent();
            if (current) {
                service.get().ask(event.room(), new Actor.Server(), new RoomAsk.Leave(who, LeaveReason.MEDIA_CLOSED));
            }
        } catch (StoreUnavailable e) {
            LOG.log(Level.DEBUG, "{0}: its lease will run out: {1}", who, e.getCause());
        }
    }

    private void tell(RoomId room, ParticipantId who, ServerMessage message) {
        seat(room, who).ifPresent(it -> it.connection().tell(message));
    }

    private void quality(RoomId room, ParticipantId who, Quality quality) {
        rooms.find(room)
                .ifPresent(live ->
                        live.tell(Telling.about(live.state(), who, new ServerMessage.ConnectionQuality(who, quality))));
    }

    private Optional<Seat> seat(RoomId room, ParticipantId who) {
        return rooms.find(room).map(it -> it.seats().get(who));
    }
}
