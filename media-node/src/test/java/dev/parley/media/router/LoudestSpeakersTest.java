package dev.parley.media.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.ingress.SourceTrack;
import dev.parley.room.ParticipantId;
import dev.parley.room.Source;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LoudestSpeakersTest {
    private static final long MS = 1_000_000;
    private static final int SPEAKING = 20; // decibels below overload
    private static final int QUIET = 90;

    private final LoudestSpeakers speakers = new LoudestSpeakers();
    private final List<SourceTrack> people = new ArrayList<>();
    private long nowNs = 1_000 * MS;

    @Test
    @DisplayName("all are heard while there are no more than places")
    void fewPeople() {
        join("ann", "ben", "cem");
        assertThat(speakers.choose(people, nowNs)).isTrue();
        assertThat(names(speakers.heard())).containsExactly("ann", "ben", "cem");
        assertThat(speakers.choose(people, nowNs)).isFalse();
    }

    @Test
    @DisplayName("a newcomer who speaks takes the place of the quietest, the others keep theirs")
    void displaces() {
        join("ann", "ben", "cem", "dia", "eva");
        speakers.choose(people, nowNs);
        speak(400, SPEAKING, "ann", "ben", "dia", "eva");
        assertThat(names(speakers.heard())).containsExactly("ann", "ben", "eva", "dia");
    }

    @Test
    @DisplayName("the floor follows the voice, but not more often than every 500 ms")
    void floor() {
        join("ann", "ben");
        while (speakers.floor() == null) {
            speak(20, SPEAKING, "ann");
        }
        assertThat(onFloor()).isEqualTo("ann");
        speak(480, SPEAKING, "ben");
        assertThat(onFloor()).isEqualTo("ann");
        speak(40, SPEAKING, "ben");
        assertThat(onFloor()).isEqualTo("ben");
    }

    @Test
    @DisplayName("a quiet room gives the floor to nobody, and silence takes it from nobody")
    void silence() {
        join("ann", "ben");
        speak(1_000, QUIET);
        assertThat(speakers.floor()).isNull();
        speak(500, SPEAKING, "ann");
        speak(2_000, QUIET);
        assertThat(onFloor()).isEqualTo("ann");
    }

    @Test
    @DisplayName("who leaves loses the floor and the place")
    void leaves() {
        join("ann", "ben");
        speak(500, SPEAKING, "ann");
        people.removeFirst();
        speak(600, QUIET);
        assertThat(speakers.floor()).isNull();
        assertThat(names(speakers.heard())).containsExactly("ben");
    }

    private void join(String... names) {
        for (String name : names) {
            people.add(new SourceTrack(new ParticipantId(name), Source.MICROPHONE, name.hashCode()));
        }
    }

    /// Time passes in packets of 20 ms; those who are named speak, the others are quiet.
    private void speak(int ms, int level, String... names) {
        for (int t = 0; t < ms; t += 20) {
            nowNs += 20 * MS;
            for (SourceTrack track : people) {
                boolean named = List.of(names).contains(track.participant().value());
                track.loudness().hear(named ? level : QUIET, nowNs);
            }
            speakers.choose(people, nowNs);
            speakers.passFloor(nowNs);
        }
    }

    private String onFloor() {
        SourceTrack floor = speakers.floor();
        return floor == null ? "nobody" : floor.participant().value();
    }

    private static List<String> names(List<SourceTrack> tracks) {
        return tracks.stream().map(track -> track.participant().value()).toList();
    }
}
