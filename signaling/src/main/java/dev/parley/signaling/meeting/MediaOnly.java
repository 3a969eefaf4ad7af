package dev.parley.signaling.meeting;

import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.node.SessionAnswer;
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.signaling.access.Grant;
import dev.parley.signaling.access.JoinGate;
import dev.parley.signaling.live.Outcome;
import dev.parley.signaling.live.Outcomes;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Participant;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.store.MediaRef;
import java.util.Optional;

/// Participants that are a media session and nothing else: WHIP publishers and WHEP viewers. They are in the
/// room like anyone, and leave when their session ends.
public final class MediaOnly {
    private final RoomService service;
    private final MediaDesk media;
    private final Arrivals arrivals;
    private final JoinGate gate;

    public MediaOnly(RoomService service, MediaDesk media, Arrivals arrivals, JoinGate gate) {
        this.service = service;
        this.media = media;
        this.arrivals = arrivals;
        this.gate = gate;
    }

    public sealed interface Entry {
        record In(MediaRef media, SessionAnswer session) implements Entry {}

        record NotJoined(Outcome.No why) implements Entry {}

        record NoMedia(MediaDesk.Reply.No why) implements Entry {}
    }

    /// Someone who has such a session.
    public record Presence(Participant participant, MediaRef media) {}

    public Entry open(Grant grant, SessionKind kind, String sdp, String address) {
        Optional<String> objection = gate.objection(address, grant.room());
        if (objection.isPresent()) {
            return new Entry.NotJoined(new Outcome.No(Refusal.TOO_MANY_JOINS, null, objection.get()));
        }
        Grant own = kind == SessionKind.WHEP
                ? new Grant(grant.room(), Role.VIEWER, grant.identity(), grant.name(), grant.publish())
                : grant;
        var ask = new RoomAsk.Join(arrivals.byMedia(own, kind, MediaDesk.offered(sdp)));
        return switch (service.joinWithoutSocket(grant.room(), ask)) {
            case Outcome.No no -> new Entry.NotJoined(no);
            case Outcome.Done done -> open(done, Outcomes.joiner(done), sdp);
        };
    }

    private Entry open(Outcome.Done joined, ParticipantId who, String sdp) {
        RoomId room = joined.after().id();
        Participant participant = joined.after().participant(who).orElseThrow();
        return switch (media.open(room, participant, sdp)) {
            case MediaDesk.Reply.Opened(var ref, var session) -> new Entry.In(ref, session);
            case MediaDesk.Reply.No no -> {
                leave(room, who);
                yield new Entry.NoMedia(no);
            }
            case MediaDesk.Reply.Patched _ -> {
                leave(room, who);
                yield new Entry.NoMedia(new MediaDesk.Reply.No(Refusal.MEDIA_REFUSED));
            }
        };
    }

    /// By the path that was given out, whose session may be at another node by now. A token with an
    /// identity finds only sessions of that identity.
    public Optional<Presence> find(Grant grant, SessionKind kind, String sessionPath) {
        return service.state(grant.room()).participants().values().stream()
                .filter(it -> it.kind() == kind)
                .filter(it -> grant.identity() == null || grant.identity().equals(it.identity()))
                .flatMap(it -> media
                        .media(grant.room(), it.id())
                        .filter(ref -> sessionPath.endsWith("." + ref.session()))
                        .map(ref -> new Presence(it, ref))
                        .stream())
                .findFirst();
    }

    public void leave(RoomId room, ParticipantId who) {
        service.ask(room, new Actor.Server(), new RoomAsk.Leave(who, LeaveReason.LEFT));
    }
}
