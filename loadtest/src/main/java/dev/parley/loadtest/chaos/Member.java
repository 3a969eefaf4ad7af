package dev.parley.loadtest.chaos;

import dev.parley.loadtest.holes.Arrivals;
import dev.parley.loadtest.meeting.MediaPlan;
import dev.parley.loadtest.meeting.Participant;
import dev.parley.loadtest.meeting.ParticipantListener;
import dev.parley.loadtest.meeting.RefusedException;
import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.recording.RecordedCamera;
import dev.parley.loadtest.recording.RecordedMicrophone;
import dev.parley.loadtest.recording.Recording;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.rtc.client.WireTap;
import dev.parley.rtc.client.receive.SlotPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Somebody in a meeting who comes back as the page does: by another socket to another instance when one
/// breaks, by a new offer when the media session is gone. Runs on a virtual thread of its own, that alone
/// asks.
public final class Member implements ParticipantListener, Runnable {
    /// As the page (`signal.ts`).
    private static final int[] BACK_OFF_MS = {200, 500, 1_000, 2_000, 4_000};
    /// As the page (`media.ts`).
    private static final int[] REOPEN_AFTER_MS = {0, 500, 1_000, 2_000, 4_000};
    /// As the page (`signal.ts`).
    private static final long PING_NS = 5_000_000_000L;
    /// As the page (`silence.ts`): how often it looks whether media still comes.
    private static final long LOOK_NS = 500_000_000;

    private static final int LEAST_PAUSE_MS = 8_000;
    private static final int MOST_PAUSE_MS = 16_000;
    private static final long NS_PER_MS = 1_000_000;
    private static final long NS_PER_S = 1_000_000_000;
    private static final int HEIGHT = 180;
    private static final int LOUD = 20;
    private static final int SPEAKERS = MediaPlan.AUDIO_SLOTS + 1;
    /// How a session ends that was ended here.
    private static final String ENDED_HERE = "closed";

    /// What all members share.
    ///
    /// @param venues one for each signaling instance
    /// @param open false: everybody leaves
    /// @param deeds whether anybody does anything now
    /// @param onlookers asked once for each media session
    public record Hall(
            List<Venue> venues,
            Recording recording,
            java.util.function.LongSupplier clock,
            BooleanSupplier open,
            BooleanSupplier deeds,
            Function<Member, Optional<Onlooker>> onlookers) {}

    /// Sees what one media session of a member receives, on the wire and opened.
    public interface Onlooker extends WireTap {
        void packet(SlotPacket packet);
    }

    /// What has happened so far.
    ///
    /// @param offers media sessions that were asked for
    /// @param handshakes of those, how many came up
    /// @param returns of the socket
    /// @param moves of the session, told by a candidate
    record Counts(
            AtomicInteger offers,
            AtomicInteger handshakes,
            AtomicInteger returns,
            AtomicInteger moves,
            AtomicInteger refusals) {
        static Counts zero() {
            return new Counts(
                    new AtomicInteger(),
                    new AtomicInteger(),
                    new AtomicInteger(),
                    new AtomicInteger(),
                    new AtomicInteger());
        }
    }

    private final Meeting meeting;
    private final int number;
    private final Hall hall;
    private final Random random;
    private final Arrivals up = new Arrivals();
    private final Arrivals down = new Arrivals();
    private final Counts counts = Counts.zero();
    private final LinkedBlockingQueue<String> woken = new LinkedBlockingQueue<>();
    private volatile boolean socketLost;
    private volatile boolean mediaWanted;
    private volatile boolean microphoneMuted;
    private volatile boolean cameraMuted;
    private volatile @Nullable String removed;
    private volatile @Nullable Participant participant;
    private volatile int instance;
    private volatile @Nullable Onlooker onlooker;
    private int attempts;
    private int openings;
    private boolean hand;
    private long doubtedNs;

    Member(Meeting meeting, int number, Hall hall, Random random) {
        this.meeting = meeting;
        this.number = number;
        this.hall = hall;
        this.random = random;
        this.instance = (meeting.number() + number) % hall.venues().size();
    }

    public String name() {
        return meeting.id() + "/" + number;
    }

    public RoomId room() {
        return meeting.id();
    }

    /// One host, one co-host.
    Role role() {
        return switch (number) {
            case 0 -> Role.HOST;
            case 1 -> Role.COHOST;
            default -> Role.GUEST;
        };
    }

    public Participant participant() {
        return Objects.requireNonNull(participant, "not in yet");
    }

    Counts counts() {
        return counts;
    }

    /// What others hear of this one.
    public Arrivals up() {
        return up;
    }

    /// What this one sees.
    public Arrivals down() {
        return down;
    }

    /// Whether others hear this one all the time. A node lets everyone hear three; so that nobody is left
    /// out, four speak and are never muted.
    public boolean speaks() {
        return number < Math.min(SPEAKERS, meeting.size() - 1);
    }

    /// The longest hole in either direction.
    long longestNs(long fromNs, long toNs) {
        long downNs = down.longest(fromNs, toNs).lengthNs();
        return speaks() ? Math.max(downNs, up.longest(fromNs, toNs).lengthNs()) : downNs;
    }

    /// Whether what should come has come within the last second.
    boolean hasMedia(long nowNs) {
        long since = nowNs - NS_PER_S;
        return down.since(since) && (!speaks() || up.since(since));
    }

    /// Of the signaling instance where its socket is.
    int instance() {
        return instance;
    }

    /// The address of the node where its media is; empty while it has none.
    String node() throws IOException, InterruptedException {
        InetSocketAddress remote = participant().stats().remote();
        return remote == null ? "" : remote.getAddress().getHostAddress();
    }

    /// Why this one may not come back; null while it may.
    @Nullable
    String removed() {
        return removed;
    }

    /// Comes in, and its media flows when this returns.
    void enter() throws IOException, InterruptedException {
        Venue venue = hall.venues().get(instance);
        participant = venue.join(venue.token(meeting.id(), name(), role()), this);
        open();
    }

    private void open() throws IOException, InterruptedException {
        counts.offers().incrementAndGet();
        long firstNs = hall.clock().getAsLong() + random.nextLong(NS_PER_S / 10);
        var microphone = new RecordedMicrophone(hall.recording().microphone(), firstNs);
        microphone.speak(speaks() ? LOUD : RecordedMicrophone.SILENT);
        var camera = new RecordedCamera(List.of(hall.recording().camera().getLast()), firstNs);
        participant().open(MediaPlan.sending(microphone, camera, meeting.size() - 1));
        counts.handshakes().incrementAndGet();
        participant().watch(HEIGHT);
    }

    @Override
    public void run() {
        long nextDeedNs = hall.clock().getAsLong() + pauseNs();
        long nextPingNs = hall.clock().getAsLong() + PING_NS;
        doubtedNs = hall.clock().getAsLong();
        long nextLookNs = hall.clock().getAsLong() + LOOK_NS;
        try {
            while (hall.open().getAsBoolean() && removed == null) {
                long nowNs = hall.clock().getAsLong();
                if (socketLost) {
                    comeBack();
                } else if (mediaWanted) {
                    reopen();
                } else if (nowNs >= nextLookNs) {
                    look(nowNs);
                    nextLookNs = hall.clock().getAsLong() + LOOK_NS;
                } else if (nowNs >= nextPingNs) {
                    ask(Participant::ping);
                    nextPingNs = hall.clock().getAsLong() + PING_NS;
                } else if (nowNs >= nextDeedNs) {
                    if (hall.deeds().getAsBoolean()) {
                        act();
                    }
                    nextDeedNs = hall.clock().getAsLong() + pauseNs();
                } else {
                    long nextNs = Math.min(nextLookNs, Math.min(nextPingNs, nextDeedNs));
                    var _ = woken.poll(nextNs - nowNs, TimeUnit.NANOSECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long pauseNs() {
        return random.nextInt(LEAST_PAUSE_MS, MOST_PAUSE_MS) * NS_PER_MS;
    }

    private void pause(int[] waitsMs, int attempt) throws InterruptedException {
        long untilNs = hall.clock().getAsLong() + waitsMs[Math.min(attempt, waitsMs.length - 1)] * NS_PER_MS;
        for (long leftNs; (leftNs = untilNs - hall.clock().getAsLong()) > 0; ) {
            var _ = woken.poll(leftNs, TimeUnit.NANOSECONDS);
        }
    }

    private void comeBack() throws InterruptedException {
        pause(BACK_OFF_MS, attempts++);
        instance = (instance + 1) % hall.venues().size();
        socketLost = false;
        try {
            participant().reconnect(hall.venues().get(instance));
            attempts = 0;
            counts.returns().incrementAndGet();
            repeat();
        } catch (RefusedException no) {
            counts.refusals().incrementAndGet();
            socketLost = true;
        } catch (IOException broken) {
            socketLost = true;
        }
    }

    /// Says once more what it had said, as the page does after a return.
    private void repeat() throws InterruptedException {
        ask(own -> {
            if (!mediaWanted) {
                own.watch(HEIGHT);
            }
            own.mute(Source.MICROPHONE, microphoneMuted);
            own.mute(Source.CAMERA, cameraMuted);
        });
    }

    private void reopen() throws InterruptedException {
        pause(REOPEN_AFTER_MS, openings++);
        mediaWanted = false;
        try {
            open();
            openings = 0;
        } catch (IOException notYet) {
            mediaWanted = true;
        }
    }

    /// Where media has fallen silent its signaling instance may be gone as well; asked once for each silence.
    private void look(long nowNs) throws InterruptedException {
        if (!down.since(nowNs - NS_PER_S) && down.since(doubtedNs)) {
            doubtedNs = nowNs;
            ask(Participant::doubt);
        }
    }

    private interface Asking {
        void of(Participant own) throws IOException, InterruptedException;
    }

    /// A refusal comes from somebody who is there.
    private void ask(Asking something) throws InterruptedException {
        try {
            something.of(participant());
        } catch (RefusedException no) {
            counts.refusals().incrementAndGet();
        } catch (IOException broken) {
            socketLost = true;
        }
    }

    /// The last of a meeting, who never speaks, mutes its microphone, the one before its camera, the others
    /// write or raise a hand.
    private void act() throws InterruptedException {
        ask(own -> {
            if (number == meeting.size() - 1) {
                own.mute(Source.MICROPHONE, !microphoneMuted);
                microphoneMuted = !microphoneMuted;
            } else if (number == meeting.size() - 2) {
                own.mute(Source.CAMERA, !cameraMuted);
                cameraMuted = !cameraMuted;
            } else if (random.nextBoolean()) {
                own.raiseHand(!hand);
                hand = !hand;
            } else {
                own.chat("Number " + random.nextInt(1_000));
            }
        });
    }

    @Override
    public void heard(ServerMessage message) {
        switch (message) {
            case ServerMessage.Joined joined -> meeting.joined(joined, this);
            case ServerMessage.ParticipantJoined(var _, var view) -> meeting.told(view);
            case ServerMessage.ParticipantChanged(var _, var view) -> meeting.told(view);
            case ServerMessage.MediaClosed _, ServerMessage.MediaBack _ -> wantMedia();
            case ServerMessage.MediaAway _ -> mediaWanted = false;
            case ServerMessage.Candidate _ -> counts.moves().incrementAndGet();
            case ServerMessage.RoomClosed(var why) -> remove("the meeting was closed: " + why);
            case ServerMessage.Removed(var why, var _) -> remove("removed: " + why);
            case ServerMessage _ -> {} // nothing that is measured
        }
    }

    private void remove(String why) {
        removed = why;
        woken.add("removed");
    }

    private void wantMedia() {
        mediaWanted = true;
        Participant current = participant;
        if (current != null) {
            current.hangUp();
        }
        woken.add("media");
    }

    @Override
    public @Nullable WireTap tap() {
        onlooker = hall.onlookers().apply(this).orElse(null);
        return onlooker;
    }

    @Override
    public void packet(SlotPacket packet) {
        Onlooker looks = onlooker;
        if (looks != null) {
            looks.packet(packet);
        }
        if (packet.audio()) {
            meeting.heard(packet.csrc(), packet.arrivedNs());
        } else {
            down.arrived(packet.arrivedNs());
        }
    }

    @Override
    public void mediaEnded(String why) {
        if (!why.equals(ENDED_HERE)) {
            mediaWanted = true;
            woken.add("media");
        }
    }

    @Override
    public void ended(String why) {
        socketLost = true;
        woken.add("socket");
    }
}
