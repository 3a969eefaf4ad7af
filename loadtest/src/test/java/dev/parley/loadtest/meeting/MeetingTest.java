package dev.parley.loadtest.meeting;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.system.SystemProcess;
import dev.parley.protocol.client.ServerMessage.ChatAdded;
import dev.parley.protocol.client.TrackView;
import dev.parley.room.ParticipantId;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.rtc.client.ClientSettings;
import dev.parley.rtc.client.RtcClients;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Participants without a browser meet through the system that `make up` starts")
class MeetingTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int LOUD = 20;
    private static final int SIXTY_FRAMES = 60;
    /// A change of layer, and each key frame that was asked for, leaps in the recording.
    private static final int LEAPS = 20;

    @TempDir
    static Path folder;

    private static Patience patience;
    private static SystemProcess system;
    private static RtcClients clients;
    private static Venue venue;

    private final List<Somebody> everybody = new ArrayList<>();

    private record Somebody(Participant participant, Playback playback, Diary diary) {
        ParticipantId id() {
            return participant.id();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        patience = new Patience();
        var launch = new SystemProcess.Launch(System.getProperty("java.class.path"), List.of(), folder, 1);
        system = SystemProcess.start(launch, new Random(), patience);
        clients = new RtcClients(new ClientSettings(
                1,
                InetAddress.getLoopbackAddress(),
                System::nanoTime,
                () -> System.currentTimeMillis() * 1_000_000,
                new SecureRandom()));
        venue = new Venue(system.address(), clients, System::nanoTime);
    }

    @AfterAll
    static void stop() {
        venue.close();
        clients.close();
        system.close();
        patience.close();
    }

    @AfterEach
    void everybodyGoes() throws Exception {
        for (Somebody somebody : everybody) {
            somebody.participant().leave();
        }
    }

    private Somebody enter(String room, String name) throws Exception {
        int mark = everybody.size() + 1;
        Playback playback = new Playback(mark);
        Diary diary = new Diary();
        Participant participant = venue.join(venue.token(new RoomId(room), name, Role.GUEST), diary);
        Somebody somebody = new Somebody(participant, playback, diary);
        everybody.add(somebody);
        participant.open(MediaPlan.playing(playback.recording(), 3, mark * 10_000_000L));
        participant.speak(LOUD + mark);
        participant.watch(720);
        return somebody;
    }

    /// The slot in which one has been told to see or hear another; null as long as there is none.
    private static Slots.@Nullable Shown slot(Somebody at, Somebody of, Source source) {
        return at.participant().slots().all().values().stream()
                .filter(shown -> of.id().equals(shown.view().participant())
                        && source == shown.view().source())
                .findFirst()
                .orElse(null);
    }

    private static long frames(Somebody at, Somebody of, Source source) {
        Slots.Shown shown = slot(at, of, source);
        return shown == null
                ? 0
                : at.participant().flow(shown.view().mid(), shown.csrc()).frames();
    }

    private static void eventually(String what, BooleanSupplier holds) throws InterruptedException {
        assertThat(patience.until(holds, SOON)).as(what).isTrue();
    }

    @Test
    @DisplayName("each receives the others' frames, byte for byte, in the slots that were announced")
    void frames() throws Exception {
        for (String name : List.of("Ada", "Grace", "Mary")) {
            enter("frames", name);
        }
        for (Somebody at : everybody) {
            for (Somebody of : everybody) {
                for (Source source : at.equals(of) ? List.<Source>of() : List.of(Source.CAMERA, Source.MICROPHONE)) {
                    eventually(source + " of " + of.id() + " arrives", () -> frames(at, of, source) > SIXTY_FRAMES);
                    assertRecorded(at, of, source);
                }
            }
            assertThat(at.participant().stats().missing()).as("lost packets").isZero();
        }
    }

    /// Every frame is one of the publisher's own, and but for changes of layer each follows the one before.
    private static void assertRecorded(Somebody at, Somebody of, Source source) {
        Slots.Shown shown = requireNonNull(slot(at, of, source));
        int announced = csrcOf(at, of, source);
        assertThat(shown.csrc()).isEqualTo(announced);
        List<Playback.Place> places = at.diary().of(shown.view().mid(), announced).stream()
                .map(frame -> of.playback().place(frame.bytes().toArray(ValueLayout.JAVA_BYTE)))
                .toList();
        assertThat(places)
                .as("%s of %s at %s", source, of.id(), at.id())
                .hasSizeGreaterThan(SIXTY_FRAMES)
                .doesNotContain(Playback.NOWHERE);
        long leaps = IntStream.range(1, places.size())
                .filter(i -> !of.playback().follows(places.get(i), places.get(i - 1)))
                .count();
        assertThat(leaps).as("frames that do not follow").isLessThan(source.isAudio() ? 1 : LEAPS);
    }

    /// As signaling tells it.
    private static int csrcOf(Somebody at, Somebody of, Source source) {
        return requireNonNull(at.participant().people().get(of.id())).tracks().stream()
                .filter(track -> track.source() == source)
                .mapToLong(TrackView::csrc)
                .mapToInt(csrc -> (int) csrc)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("a large tile gets the top layer, a small one the lowest")
    void layers() throws Exception {
        Somebody ada = enter("layers", "Ada");
        Somebody grace = enter("layers", "Grace");
        eventually("720 lines", () -> height(ada, grace) == 720);
        ada.participant().watch(180);
        eventually("180 lines", () -> height(ada, grace) == 180);
    }

    private static int height(Somebody at, Somebody of) {
        Slots.Shown shown = slot(at, of, Source.CAMERA);
        return shown == null
                ? 0
                : at.participant().flow(shown.view().mid(), shown.csrc()).height();
    }

    @Test
    @DisplayName("mute silences at the node, though the muted one plays on")
    void mute() throws Exception {
        Somebody ada = enter("mute", "Ada");
        Somebody grace = enter("mute", "Grace");
        eventually("Grace is heard", () -> frames(ada, grace, Source.MICROPHONE) > 10);
        Flow voice = flow(ada, grace);
        grace.participant().mute(Source.MICROPHONE, true);
        eventually("the slot is empty", () -> slot(ada, grace, Source.MICROPHONE) == null);
        long heard = voice.frames();
        long played = grace.participant().played(Source.MICROPHONE);
        eventually("she plays on", () -> grace.participant().played(Source.MICROPHONE) > played + 50);
        assertThat(voice.frames()).as("frames after the mute").isEqualTo(heard);

        grace.participant().mute(Source.MICROPHONE, false);
        eventually("she is heard again", () -> voice.frames() > heard + 10);
    }

    private static Flow flow(Somebody at, Somebody of) {
        Slots.Shown shown = requireNonNull(slot(at, of, Source.MICROPHONE));
        return at.participant().flow(shown.view().mid(), shown.csrc());
    }

    @Test
    @DisplayName("whoever leaves is out of the slots and out of the room, and chat reaches those who stay")
    void leave() throws Exception {
        Somebody ada = enter("leave", "Ada");
        Somebody grace = enter("leave", "Grace");
        eventually("Ada sees Grace", () -> frames(ada, grace, Source.CAMERA) > 10);
        grace.participant().chat("good bye");
        everybody.remove(grace);
        ParticipantId gone = grace.id();
        grace.participant().leave();
        eventually(
                "her slots are empty",
                () -> ada.participant().slots().all().values().stream()
                        .noneMatch(shown -> gone.equals(shown.view().participant())));
        eventually("she is not in the room", () -> !ada.participant().people().containsKey(gone));
        assertThat(ada.diary().words().stream()
                        .filter(ChatAdded.class::isInstance)
                        .map(word -> ((ChatAdded) word).message().text()))
                .contains("good bye");
    }

    @Test
    @DisplayName("a lost socket does not touch the media, a new offer replaces it")
    void comesBack() throws Exception {
        Somebody ada = enter("back", "Ada");
        Somebody grace = enter("back", "Grace");
        eventually("Ada sees Grace", () -> frames(ada, grace, Source.CAMERA) > 10);
        ParticipantId before = grace.id();
        long seen = frames(ada, grace, Source.CAMERA);
        grace.participant().reconnect();
        assertThat(grace.id()).isEqualTo(before);
        eventually("still seen", () -> frames(ada, grace, Source.CAMERA) > seen + 10);

        grace.participant().open(MediaPlan.playing(grace.playback().recording(), 3, 0));
        grace.participant().watch(180);
        eventually("Grace sees Ada again", () -> frames(grace, ada, Source.CAMERA) > 10);
        long again = frames(ada, grace, Source.CAMERA);
        eventually("Ada sees Grace again", () -> frames(ada, grace, Source.CAMERA) > again + 10);
    }

    @Test
    @DisplayName("a refusal names its code")
    void refused() {
        assertThat(catchThrowableOfType(RefusedException.class, () -> venue.join("no token", ParticipantListener.NONE))
                        .code())
                .isEqualTo("token-not-valid");
        Venue.Address address = system.address();
        Venue.Address wrong = new Venue.Address(address.origin(), address.key(), "another secret");
        try (Venue stranger = new Venue(wrong, clients, System::nanoTime)) {
            assertThat(catchThrowableOfType(
                            IOException.class, () -> stranger.token(new RoomId("x"), "Ada", Role.GUEST)))
                    .hasMessageStartingWith("token: 401");
        }
    }
}
