package dev.parley.signaling.webhooks;

import static dev.parley.signaling.rooms.People.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.client.LeaveReason;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import dev.parley.protocol.meeting.RoomSettings;
import dev.parley.protocol.webhook.Webhook;
import dev.parley.protocol.webhook.WebhookEvent;
import dev.parley.room.NodeId;
import dev.parley.room.Role;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.People;
import dev.parley.signaling.rooms.RoomEvent;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.rules.RoomRules;
import dev.parley.signaling.rooms.rules.Steps;
import dev.parley.signaling.rooms.rules.Steps.Step;
import dev.parley.signaling.store.Outgoing;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what an application's server is told")
class ReportsTest {
    private static final Endpoints ONE = new Endpoints(List.of(Endpoint.of(URI.create("https://one.test/hook"))));
    private static final RoomRules RULES = new RoomRules(RoomLimits.STANDARD);

    @Provide
    Arbitrary<List<Step>> steps() {
        return Steps.any();
    }

    @Property(tries = 300)
    @Label("whatever happens: something is told of every event, by its version, under an id of its own")
    void everything(@ForAll("steps") List<Step> steps) {
        Reports reports = reports(ONE, Set.of());
        RoomState room = RoomState.absent(People.DAILY);
        var ids = new HashSet<String>();
        for (Step step : steps) {
            if (RULES.decide(room, step.actor(), step.ask()) instanceof Decision.Accepted(var events, var _)) {
                for (RoomEvent event : events) {
                    List<Outgoing> told = reports.of(room, List.of(event));
                    room = room.apply(event);
                    assertThat(told).isNotEmpty();
                    for (Outgoing it : told) {
                        assertThat(ids.add(it.id())).as(it.id()).isTrue();
                        assertThat(read(it).version()).isEqualTo(room.version());
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("somebody who leaves is told as they were; who is let in no longer waits, and has joined")
    void people() {
        RoomState room = People.roomOf(Role.HOST, Role.GUEST);
        var left = new RoomEvent.Left(People.id("guest"), LeaveReason.TIMEOUT, null);
        assertThat(events(reports(ONE, Set.of()).of(room, List.of(left))))
                .containsExactly(new WebhookEvent.ParticipantLeft(
                        room.participant(People.id("guest")).orElseThrow().view(), LeaveReason.TIMEOUT));
        var waits =
                new RoomEvent.WaitingBegan(room.participant(People.id("guest")).orElseThrow());
        RoomState without = room.apply(left);
        var admitted = new RoomEvent.Admitted(People.id("guest"), Role.GUEST, null);
        List<Outgoing> told = reports(ONE, Set.of()).of(without, List.of(waits, admitted));
        assertThat(events(told))
                .hasExactlyElementsOfTypes(
                        WebhookEvent.WaitingJoined.class,
                        WebhookEvent.WaitingLeft.class,
                        WebhookEvent.ParticipantJoined.class);
        assertThat(told.stream().map(Outgoing::id).distinct()).hasSize(3);
    }

    @Test
    @DisplayName("of types that were chosen, and of nothing else; every endpoint the same")
    void chosen() {
        RoomState absent = RoomState.absent(People.DAILY);
        var decided = (Decision.Accepted) RULES.decide(absent, new Actor.Server(), People.join("ada", Role.HOST));
        var two = new Endpoints(List.of(
                Endpoint.of(URI.create("https://one.test/hook")), Endpoint.of(URI.create("https://two.test/hook"))));
        List<Outgoing> told = reports(two, Set.of("participantJoined")).of(absent, decided.events());
        assertThat(told).hasSize(2);
        assertThat(told.get(0).endpoint()).isNotEqualTo(told.get(1).endpoint());
        assertThat(told.get(0).body()).isEqualTo(told.get(1).body());
        assertThat(reports(new Endpoints(List.of()), Set.of()).of(absent, decided.events()))
                .isEmpty();
    }

    @Test
    @DisplayName("a room that is begun anew tells the same version under another id")
    void lives() {
        List<RoomEvent> created = List.of(created(NOON));
        List<RoomEvent> later = List.of(created(NOON.plusSeconds(86_400)));
        Reports reports = reports(ONE, Set.of());
        RoomState absent = RoomState.absent(People.DAILY);
        assertThat(reports.of(absent, created).getFirst().id())
                .isNotEqualTo(reports.of(absent, later).getFirst().id());
    }

    @Test
    @DisplayName("what is said and changes nothing has no version; where media is is nobody's business")
    void notices() {
        Reports reports = reports(ONE, Set.of());
        var said = new Notice.Broadcast(null, "Server", "Five minutes", NOON);
        List<Outgoing> told = reports.of(People.DAILY, said);
        assertThat(read(told.getFirst()).version()).isNull();
        assertThat(reports.of(People.DAILY, said).getFirst().id())
                .isNotEqualTo(told.getFirst().id());
        var placed = new Notice.Placed(new NodeId("node-1"), 1);
        assertThat(reports.of(People.DAILY, placed)).isEmpty();
    }

    @Test
    @DisplayName("the catalogue lists every type there is")
    void catalogue() throws Exception {
        String catalogue = Files.readString(Path.of("../docs/webhooks.md"));
        var listed = new TreeSet<String>();
        catalogue
                .lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> listed.add(line.substring(3, line.indexOf('`', 3))));
        assertThat(listed).containsAll(ProtocolJson.words(WebhookEvent.class));
    }

    private static RoomEvent created(Instant at) {
        return new RoomEvent.Created(People.DAILY, null, RoomSettings.STANDARD, at);
    }

    private static Reports reports(Endpoints endpoints, Set<String> types) {
        return new Reports(endpoints, types, InstantSource.fixed(NOON), new Random(1));
    }

    private static List<WebhookEvent> events(List<Outgoing> told) {
        return told.stream().map(it -> read(it).event()).toList();
    }

    private static Webhook read(Outgoing outgoing) {
        return switch (ProtocolJson.parse(outgoing.body(), Webhook.class)) {
            case Reading.Parsed<Webhook>(var webhook) -> webhook;
            case Reading.Malformed<Webhook> it -> throw new AssertionError(it.toString());
        };
    }
}
