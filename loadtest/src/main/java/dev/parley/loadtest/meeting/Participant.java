package dev.parley.loadtest.meeting;

import dev.parley.loadtest.recording.RecordedMicrophone;
import dev.parley.protocol.SlotWish;
import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ParticipantView;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.protocol.client.ServerMessage.Joined;
import dev.parley.protocol.client.ServerMessage.Reply;
import dev.parley.protocol.meeting.BreakoutAssignment;
import dev.parley.protocol.meeting.BreakoutChoice;
import dev.parley.protocol.meeting.BreakoutsView;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import dev.parley.rtc.client.ClientStats;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Somebody in a room. What it asks it waits for; one thread at a time asks. What it was told and has
/// received may be read from any thread.
public final class Participant implements AutoCloseable {
    private final String token;
    private final ParticipantListener listener;
    private final Slots slots = new Slots();
    private final Map<ParticipantId, ParticipantView> people = new ConcurrentHashMap<>();
    private volatile Venue venue;
    private volatile @Nullable BreakoutsView breakouts;
    private volatile @Nullable Signal signal;
    private volatile @Nullable Joined joined;
    private volatile @Nullable MediaSession media;
    private volatile @Nullable String mediaLost;

    private Participant(Venue venue, String token, ParticipantListener listener) {
        this.venue = venue;
        this.token = token;
        this.listener = listener;
    }

    static Participant join(Venue venue, String token, ParticipantListener listener)
            throws IOException, InterruptedException {
        Participant participant = new Participant(venue, token, listener);
        participant.enter(null);
        return participant;
    }

    private void enter(@Nullable String resumeKey) throws IOException, InterruptedException {
        Signal opened = venue.signal(new Ears());
        signal = opened;
        try {
            opened.ask(Joined.class, id -> new ClientAsk.Join(id, ClientAsk.PROTOCOL, token, null, resumeKey));
        } catch (IOException | InterruptedException e) {
            opened.close();
            throw e;
        }
    }

    /// The socket breaks and another comes in its place: the same participant, whose media never stopped.
    public void reconnect() throws IOException, InterruptedException {
        reconnect(venue);
    }

    /// The socket comes in its place at another instance of the same Parley.
    public void reconnect(Venue elsewhere) throws IOException, InterruptedException {
        String resumeKey = joined().resumeKey();
        signal().close();
        venue = elsewhere;
        enter(resumeKey);
    }

    /// Whether the socket is alive: returns when the other side has answered.
    public void ping() throws IOException, InterruptedException {
        signal().ping();
    }

    /// The same, with less patience: media has fallen silent too.
    public void doubt() throws IOException, InterruptedException {
        signal().doubt();
    }

    public ParticipantId id() {
        return joined().you().id();
    }

    /// Everybody in the room as last told, by id.
    public Map<ParticipantId, ParticipantView> people() {
        return Map.copyOf(people);
    }

    /// The breakouts that are open, as last told; null without any.
    public @Nullable BreakoutsView breakouts() {
        return breakouts;
    }

    /// Opens the media session, or replaces it, and waits until packets flow. Slots show nobody until [#watch].
    public void open(MediaPlan plan) throws IOException, InterruptedException {
        MediaSession before = media;
        if (before == null) {
            for (Source source : plan.sources()) {
                publish(source, false);
            }
        }
        MediaSession opened = MediaSession.open(venue, plan, listener);
        try {
            slots.clear();
            media = opened;
            mediaLost = null;
            String offer = opened.offer();
            opened.answered(signal().ask(ServerMessage.Answer.class, id -> new ClientAsk.Offer(id, offer))
                    .sdp());
        } catch (IOException | InterruptedException e) {
            opened.close();
            throw e;
        } finally {
            if (before != null) {
                before.close();
            }
        }
    }

    /// Lets the node fill every video slot, with pictures of at most so many lines.
    public void watch(int height) throws IOException, InterruptedException {
        wish(media().slots(false).stream()
                .map(mid -> new SlotWish(mid, null, null, height))
                .toList());
    }

    public void wish(List<SlotWish> wishes) throws IOException, InterruptedException {
        signal().ask(Reply.class, id -> new ClientAsk.Wish(id, wishes));
    }

    /// The mids of the slots that were offered.
    public List<String> slotMids(boolean audio) {
        return media().slots(audio);
    }

    /// Mutes a source or opens it again. It is played on all the same: that nothing of it arrives anywhere
    /// is the node's doing.
    public void mute(Source source, boolean muted) throws IOException, InterruptedException {
        publish(source, muted);
    }

    private void publish(Source source, boolean muted) throws IOException, InterruptedException {
        signal().ask(Reply.class, id -> new ClientAsk.SetPublishing(id, source, muted, true));
    }

    public void chat(String text) throws IOException, InterruptedException {
        signal().ask(Reply.class, id -> new ClientAsk.Chat(id, text, null));
    }

    public void raiseHand(boolean raised) throws IOException, InterruptedException {
        signal().ask(Reply.class, id -> new ClientAsk.RaiseHand(id, raised));
    }

    /// Opens breakouts of these names, and sends everybody there by chance.
    public void openBreakouts(List<String> names) throws IOException, InterruptedException {
        signal().ask(Reply.class, id -> new ClientAsk.OpenBreakouts(id, names, BreakoutChoice.RANDOM, List.of(), null));
    }

    /// Opens breakouts of these names, and sends those who are named there.
    public void openBreakouts(List<String> names, List<BreakoutAssignment> assignments)
            throws IOException, InterruptedException {
        signal().ask(
                        Reply.class,
                        id -> new ClientAsk.OpenBreakouts(id, names, BreakoutChoice.MANUAL, assignments, null));
    }

    /// Everybody returns, at once.
    public void closeBreakouts() throws IOException, InterruptedException {
        signal().ask(Reply.class, id -> new ClientAsk.CloseBreakouts(id, null));
    }

    /// A word to everyone, wherever they are.
    public void broadcast(String text) throws IOException, InterruptedException {
        signal().ask(Reply.class, id -> new ClientAsk.Broadcast(id, text));
    }

    /// From now on its voice is so loud (0 loudest, 127 silent).
    public void speak(int decibelsBelowOverload) {
        media().speak(decibelsBelowOverload);
    }

    public void beSilent() {
        speak(RecordedMicrophone.SILENT);
    }

    /// Ends the media session at this end alone: an [#open] that waits fails now.
    public void hangUp() {
        flowing(MediaSession::close);
    }

    /// Says goodbye, and is out of the room when this returns.
    public void leave() throws IOException, InterruptedException {
        try {
            signal().ask(Reply.class, ClientAsk.Leave::new);
        } finally {
            close();
        }
    }

    /// What its slots show.
    public Slots slots() {
        return slots;
    }

    /// What this source has sent into this slot.
    public Flow flow(String mid, int csrc) {
        MediaSession current = media;
        return current == null ? new Flow() : current.flow(mid, csrc);
    }

    /// What all sources have sent into the slots that show them now.
    public Stream<Flow> flows() {
        return slots.all().values().stream()
                .filter(Slots.Shown::isBusy)
                .map(shown -> flow(shown.view().mid(), shown.csrc()));
    }

    /// Frames of the own source so far.
    public long played(Source source) {
        MediaSession current = media;
        return current == null ? 0 : current.played(source);
    }

    /// What a host says of others, and whatever else is answered by a bare yes.
    public void command(Function<String, ClientAsk> words) throws IOException, InterruptedException {
        signal().ask(Reply.class, words);
    }

    public ClientStats stats() throws IOException, InterruptedException {
        return media().stats();
    }

    /// Why the media session ended without our doing; null while it goes on.
    public @Nullable String mediaLost() {
        return mediaLost;
    }

    private Joined joined() {
        return Objects.requireNonNull(joined, "not joined");
    }

    private Signal signal() {
        return Objects.requireNonNull(signal, "not joined");
    }

    private void flowing(Consumer<MediaSession> deed) {
        MediaSession current = media;
        if (current != null) {
            deed.accept(current);
        }
    }

    private MediaSession media() {
        return Objects.requireNonNull(media, "no media session is open");
    }

    /// Vanishes: no goodbye, neither to signaling nor to the node.
    @Override
    public void close() {
        Signal open = signal;
        if (open != null) {
            open.close();
        }
        MediaSession flowing = media;
        if (flowing != null) {
            flowing.close();
        }
    }

    private final class Ears implements Signal.Hearer {
        @Override
        public void heard(ServerMessage message) {
            switch (message) {
                case ServerMessage.Joined answer -> {
                    people.clear();
                    answer.room().participants().forEach(view -> people.put(view.id(), view));
                    breakouts = answer.room().breakouts();
                    joined = answer;
                }
                case ServerMessage.ParticipantJoined joining ->
                    people.put(joining.participant().id(), joining.participant());
                case ServerMessage.ParticipantChanged changed ->
                    people.put(changed.participant().id(), changed.participant());
                case ServerMessage.ParticipantLeft left -> people.remove(left.participant());
                case ServerMessage.BreakoutsChanged changed -> {
                    breakouts = changed.breakouts();
                    if (breakouts == null) {
                        people.replaceAll((_, view) -> in(null, view));
                    }
                    changed.moved()
                            .forEach(it ->
                                    people.computeIfPresent(it.participant(), (_, view) -> in(it.breakout(), view)));
                }
                case ServerMessage.BreakoutAssigned assigned -> {
                    BreakoutId to = assigned.breakout() == null
                            ? null
                            : assigned.breakout().id();
                    people.computeIfPresent(id(), (_, view) -> in(to, view));
                }
                case ServerMessage.SlotsChanged(var views) -> slots.changed(views, venue.nowNs());
                case ServerMessage.LayersWanted(var source, var layers) ->
                    flowing(session -> session.layersWanted(source, layers));
                case ServerMessage.Candidate candidate -> flowing(session -> session.candidate(candidate.candidate()));
                case ServerMessage.MediaClosed(var why) -> mediaLost = why;
                case ServerMessage _ -> {} // no business of a participant's own, but perhaps of who listens
            }
            listener.heard(message);
        }

        private static ParticipantView in(@Nullable BreakoutId place, ParticipantView view) {
            return new ParticipantView(
                    view.id(),
                    view.identity(),
                    view.name(),
                    view.role(),
                    view.joinedAt(),
                    view.hand(),
                    view.connected(),
                    place,
                    view.tracks());
        }

        @Override
        public void ended(String why) {
            listener.ended(why);
        }
    }
}
