package dev.parley.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.WithApiServer;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.signaling.access.Admission;
import dev.parley.signaling.access.ApiKey;
import dev.parley.signaling.access.ApiKeys;
import dev.parley.signaling.access.Grant;
import dev.parley.signaling.access.Tokens;
import dev.parley.signaling.rooms.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@WithApiServer
@DisplayName("A token that the plugin makes")
class TokenTest {
    private final Sample sample;
    private final Prompt prompt;

    TokenTest(ApiServer server, TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        sample = new Sample(server.client(), "token-" + name).apply();
        prompt = new Prompt(server, sample);
    }

    @Test
    @DisplayName("is what signaling believes, word by word")
    void believed() {
        String token = token(
                "kubectl parley token standup --role cohost --identity ada --name Ada --publish camera,screenAudio");
        assertThat(admitted(token, sample.now))
                .isEqualTo(new Admission.Admitted(new Grant(
                        new RoomId("standup"),
                        Role.COHOST,
                        "ada",
                        "Ada",
                        List.of(Source.CAMERA, Source.SCREEN_AUDIO))));
        assertThat(admitted(token("kubectl parley token standup"), sample.now))
                .isEqualTo(new Admission.Admitted(
                        new Grant(new RoomId("standup"), Role.GUEST, null, null, Arrays.asList(Source.values()))));
    }

    @Test
    @DisplayName("knows every role and every source that signaling knows")
    void words() {
        for (Role role : Role.values()) {
            String token = token("kubectl parley token a --role " + role.word());
            assertThat(admitted(token, sample.now)).isInstanceOf(Admission.Admitted.class);
        }
        for (Source source : Source.values()) {
            String token = token("kubectl parley token a --publish " + source.word());
            assertThat(admitted(token, sample.now)).isInstanceOf(Admission.Admitted.class);
        }
    }

    @Test
    @DisplayName("is good as long as was said")
    void life() {
        String token = token("kubectl parley token standup --for 5m");
        assertThat(admitted(token, sample.now.plus(Duration.ofMinutes(5)).minusSeconds(1)))
                .isInstanceOf(Admission.Admitted.class);
        assertThat(admitted(token, sample.now.plus(Duration.ofMinutes(5))))
                .isEqualTo(new Admission.Denied(Refusal.TOKEN_EXPIRED));
    }

    @Test
    @DisplayName("comes as a link to the page, too")
    void link() {
        assertThat(token("kubectl parley token standup --link"))
                .startsWith("https://meet.example.com/r/standup#token=ey");
    }

    private String token(String line) {
        var typed = prompt.type(line);
        assertThat(typed.err()).hasToString("");
        return typed.said().strip();
    }

    private static Admission admitted(String token, Instant when) {
        return new Tokens(ApiKeys.only(new ApiKey("test", Sample.SECRET)), () -> when).read(token);
    }
}
