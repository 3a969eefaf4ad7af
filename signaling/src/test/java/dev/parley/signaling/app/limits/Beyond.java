package dev.parley.signaling.app.limits;

import dev.parley.protocol.client.ServerMessage;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What became of one who went beyond a limit, in the words of `docs/limits.md`.
sealed interface Beyond {
    String word();

    /// `door`: where it is counted.
    record Refused(
            String door,
            String word,
            @Nullable String value,
            @Nullable String expected) implements Beyond {}

    /// The socket was closed, and counted by this reason.
    record Closed(String reason) implements Beyond {
        @Override
        public String word() {
            return "closed: " + reason;
        }
    }

    /// Not counted: the oldest made room, or the web server ended it before it was a request of ours.
    record Silent(String word) implements Beyond {}

    Beyond FORGOTTEN = new Silent("forgotten");

    static Beyond of(ServerMessage.Refused it) {
        return new Refused("socket", it.code(), it.value(), it.expected());
    }

    static Beyond of(String door, HttpResponse<String> response) {
        JsonNode problem = new JsonMapper().readTree(response.body());
        return new Refused(door, problem.get("code").stringValue(), text(problem, "value"), text(problem, "expected"));
    }

    private static @Nullable String text(JsonNode problem, String name) {
        JsonNode value = problem.get(name);
        return value == null ? null : value.stringValue();
    }
}
