package dev.parley.signaling.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.ClientAsk;
import dev.parley.protocol.client.ServerMessage;
import dev.parley.signaling.app.FakeNode;
import dev.parley.signaling.app.Guest;
import dev.parley.signaling.app.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Where one limit is reached: a room of its own on a server that others use, and two of those others.
final class Stage implements AutoCloseable {
    private static final AtomicInteger ROOMS = new AtomicInteger();

    private final Server server;
    private final MovableClock clock;
    private final FakeNode node;
    private final String room = "room-" + ROOMS.incrementAndGet();
    private final List<Guest> here = new ArrayList<>();
    private final Guest ada;
    private final Guest bob;
    private int guests;

    Stage(Server server, MovableClock clock, FakeNode node) {
        this.server = server;
        this.clock = clock;
        this.node = node;
        ada = enters("others-" + room, "host", "ada");
        bob = enters("others-" + room, "guest", "bob");
    }

    Server server() {
        return server;
    }

    MovableClock clock() {
        return clock;
    }

    FakeNode node() {
        return node;
    }

    String room() {
        return room;
    }

    String api(String path) {
        return "/v1/rooms/" + room + path;
    }

    /// Somebody at the door.
    Guest stranger() {
        Guest guest = server.guest();
        here.add(guest);
        return guest;
    }

    Guest host() {
        return enters(room, "host", "host");
    }

    /// Each is another one.
    Guest guest() {
        return enters(room, "guest", "guest-" + ++guests);
    }

    private Guest enters(String where, String role, String identity) {
        Guest guest = stranger();
        guest.join(server.token(where, role, identity));
        return guest;
    }

    /// Who asks to come in, whatever the answer.
    ServerMessage knocks(Guest guest, String role, String identity) {
        return knocks(guest, server.token(room, role, identity));
    }

    ServerMessage knocks(Guest guest, String token) {
        guest.say(new ClientAsk.Join(guest.nextId(), ClientAsk.PROTOCOL, token, null, null));
        return guest.next(ServerMessage.class);
    }

    ServerMessage.Refused turnedAway(Guest guest, String role, String identity) {
        return (ServerMessage.Refused) knocks(guest, role, identity);
    }

    /// The others say that they are there, so that their silence is not held against them.
    void othersAreHeard() {
        for (Guest other : List.of(ada, bob)) {
            other.say(new ClientAsk.Ping(other.nextId()));
            other.next(ServerMessage.Pong.class);
        }
    }

    /// Their meeting goes on: who writes is heard.
    void othersGoOn() {
        ada.done(new ClientAsk.Chat(ada.nextId(), "still here", null));
        assertThat(bob.next(ServerMessage.ChatAdded.class).message().text()).isEqualTo("still here");
        assertThat(bob.closeCode).isNotDone();
    }

    @Override
    public void close() {
        here.forEach(Guest::close);
    }
}
