package dev.parley.signaling.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.room.ParticipantId;
import dev.parley.signaling.app.Guest;
import dev.parley.signaling.app.SignalingSettings;
import dev.parley.signaling.rooms.Changes;
import dev.parley.signaling.rooms.RoomLimits;
import java.util.List;

/// How many people there may be, and what they may be called.
final class PeopleLimits {
    private static final RoomLimits DEFAULT = SignalingSettings.read(_ -> null).rooms();

    private PeopleLimits() {}

    static List<Limit> all() {
        return List.of(
                Limit.of(
                        "PARLEY_ROOM_PARTICIPANTS",
                        DEFAULT.participants(),
                        it -> full(it, "guest", Limit.PARTICIPANTS)),
                Limit.of("PARLEY_ROOM_VIEWERS", DEFAULT.viewers(), it -> full(it, "viewer", Limit.VIEWERS)),
                Limit.of("RoomLimits.WAITING", RoomLimits.WAITING, PeopleLimits::waiting),
                Limit.of("RoomLimits.BANNED", RoomLimits.BANNED, PeopleLimits::banned),
                Limit.of("RoomLimits.ROOM_NAME_CHARS", RoomLimits.ROOM_NAME_CHARS, PeopleLimits::roomName),
                Limit.of("RoomLimits.IDENTITY_CHARS", RoomLimits.IDENTITY_CHARS, PeopleLimits::identity),
                Limit.of("Ids.MAX_CHARS", 64, TextLimits::longId));
    }

    private static Beyond full(Stage stage, String role, int most) {
        for (int i = 0; i < most; i++) {
            assertThat(stage.knocks(stage.stranger(), role, "")).isInstanceOf(ServerMessage.Joined.class);
        }
        return Beyond.of(stage.turnedAway(stage.stranger(), role, ""));
    }

    /// Whoever waits keeps the place for the grace time, so that not all sockets need be open at once.
    private static Beyond waiting(Stage stage) {
        Guest host = stage.host();
        host.done(new ClientAsk.ChangeSettings(host.nextId(), Changes.WAIT));
        String token = stage.server().token(stage.room(), "guest", "");
        for (int i = 0; i < RoomLimits.WAITING; i++) {
            try (var guest = stage.server().guest()) {
                assertThat(stage.knocks(guest, token)).isInstanceOf(ServerMessage.Waiting.class);
            }
        }
        return Beyond.of((ServerMessage.Refused) stage.knocks(stage.stranger(), token));
    }

    private static Beyond banned(Stage stage) {
        for (int i = 0; i <= RoomLimits.BANNED; i++) {
            assertThat(removed(stage, "rude-" + i)).isEqualTo(204);
        }
        assertThat(stage.turnedAway(stage.stranger(), "guest", "rude-1").code()).isEqualTo("removed");
        assertThat(stage.knocks(stage.stranger(), "guest", "rude-0"))
                .as("the first is forgotten")
                .isInstanceOf(ServerMessage.Joined.class);
        return Beyond.FORGOTTEN;
    }

    private static int removed(Stage stage, String identity) {
        try (var guest = stage.server().guest()) {
            ParticipantId id = Guest.id(guest.join(stage.server().token(stage.room(), "guest", identity)));
            return stage.server()
                    .api("DELETE", stage.api("/participants/" + id), "")
                    .statusCode();
        }
    }

    private static Beyond roomName(Stage stage) {
        String name = "{\"name\":\"%s\"}";
        int most = RoomLimits.ROOM_NAME_CHARS;
        var server = stage.server();
        assertThat(server.api("POST", "/v1/rooms", name.formatted(TextLimits.text(most)))
                        .statusCode())
                .isEqualTo(201);
        return Beyond.of("rest", server.api("POST", "/v1/rooms", name.formatted(TextLimits.text(most + 1))));
    }

    private static Beyond identity(Stage stage) {
        String token = named(stage, RoomLimits.IDENTITY_CHARS);
        assertThat(stage.knocks(stage.stranger(), token)).isInstanceOf(ServerMessage.Joined.class);
        return Beyond.of(
                (ServerMessage.Refused) stage.knocks(stage.stranger(), named(stage, RoomLimits.IDENTITY_CHARS + 1)));
    }

    private static String named(Stage stage, int chars) {
        String body = "{\"role\":\"guest\",\"name\":\"x\",\"identity\":\"%s\"}".formatted(TextLimits.text(chars));
        var server = stage.server();
        return server.tree(server.api("POST", stage.api("/tokens"), body))
                .get("token")
                .stringValue();
    }
}
