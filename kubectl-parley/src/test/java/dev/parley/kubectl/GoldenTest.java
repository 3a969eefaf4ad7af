package dev.parley.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.kube.ApiServer;
import dev.parley.crds.kube.WithApiServer;
import dev.parley.kubectl.kubelet.ForwardingKubelet;
import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.room.Source;
import dev.parley.signaling.app.FakeNode;
import dev.parley.signaling.app.Guest;
import dev.parley.signaling.app.Server;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each file of `golden/` is what somebody typed and what they read, in one namespace, from top to bottom.
/// `scripts/golden` writes them anew; the diff is then what somebody has to look at.
@WithApiServer
@DisplayName("What is typed is answered")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final boolean RENEW = Boolean.getBoolean("parley.golden");

    private final ApiServer api;
    private final ForwardingKubelet kubelet;
    private final List<FakeNode> nodes = List.of(new FakeNode("eu-media-0"), new FakeNode("eu-media-1"));
    private final Server signaling = Server.start(nodes, Map.of());
    private final List<Guest> guests = new ArrayList<>();

    GoldenTest(ApiServer api) throws IOException {
        this.api = api;
        this.kubelet = new ForwardingKubelet();
        kubelet.join(api.client(), "machine-of-signaling");
        meet();
    }

    /// Two rooms: one with people and media, one with nobody.
    private void meet() {
        signaling.api("POST", "/v1/rooms", "{\"room\":\"standup\",\"name\":\"Stand-up\"}");
        signaling.api("POST", "/v1/rooms", "{\"room\":\"townhall\",\"settings\":{\"waitingRoom\":true}}");
        var ada = join("standup", "host", "ada");
        ada.say(new ClientAsk.Offer(ada.nextId(), "v=0\r\n"));
        ada.next(ServerMessage.Answer.class);
        ada.say(new ClientAsk.SetPublishing(ada.nextId(), Source.MICROPHONE, false, true));
        ada.next(ServerMessage.Reply.class);
        join("standup", "guest", "ben");
        var cleo = signaling.guest();
        guests.add(cleo);
        String token = signaling.token("townhall", "guest", "cleo");
        cleo.say(new ClientAsk.Join(cleo.nextId(), ClientAsk.PROTOCOL, token, null, null));
        cleo.next(ServerMessage.Waiting.class);
    }

    private Guest join(String room, String role, String identity) {
        var guest = signaling.guest();
        guests.add(guest);
        guest.join(signaling.token(room, role, identity));
        return guest;
    }

    @AfterAll
    void leave() throws IOException {
        guests.forEach(Guest::close);
        signaling.close();
        for (FakeNode node : nodes) {
            node.close();
        }
        kubelet.close();
    }

    static Stream<Path> files() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            return files.filter(it -> it.toString().endsWith(".txt")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    @DisplayName("as the file has it")
    void golden(Path file) throws IOException {
        String name = file.getFileName().toString().replace(".txt", "");
        var sample = new Sample(api.client(), "golden-" + name).apply();
        sample.signaling("machine-of-signaling", signaling.port());
        var prompt = new Prompt(api, sample);
        var calm = new Calm(sample);
        String kept = Files.readString(file);
        var seen = new StringBuilder();
        for (String line : kept.lines().filter(it -> it.startsWith("$ ")).toList()) {
            var typed = new Prompt.Typed(new StringWriter(), new StringWriter());
            int status = prompt.type(line.substring(2), typed);
            seen.append(seen.isEmpty() ? "" : "\n").append(line).append('\n');
            seen.append(calm.of(typed.all()));
            seen.append(status == 0 ? "" : "(exit code " + status + ")\n");
        }
        if (RENEW) {
            Files.writeString(file, seen);
        }
        assertThat(Files.readString(file)).isEqualTo(seen.toString());
    }
}
