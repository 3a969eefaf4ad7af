package dev.parley.signaling.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.RoomId;
import dev.parley.signaling.app.FakeNode;
import dev.parley.signaling.store.EmbeddedRedis;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("three signaling servers, one Redis, and a host at work")
class ThreeInstancesTest {
    private static final int RESTARTING = 1012;
    /// 128 and the number of the signal.
    private static final int ENDED_BY_SIGTERM = 143;

    @Test
    @DisplayName(
            "whichever server is stopped or killed: everyone is back as who and where they were, and missed nothing")
    void faults() throws Exception {
        try (var node = new FakeNode("node-1");
                var redis = new EmbeddedRedis();
                var fleet = new Fleet(node, redis.url());
                var meeting = new BusyMeeting(fleet, new RoomId("company"))) {
            meeting.gather();
            meeting.agrees();
            try (var _ = meeting.work()) {
                survives(meeting, 0, () -> stopped(fleet, meeting, 0));
                survives(meeting, 1, () -> fleet.instance(1).kill());
                survives(meeting, 2, () -> stopped(fleet, meeting, 2));
                survives(meeting, 0, () -> fleet.instance(0).kill());
            }
            assertThat(meeting.written()).as("the host was at work").isGreaterThan(20);
            assertThat(fleet.logs()).doesNotContain("bug in answering", "Exception");
        }
    }

    private static void survives(BusyMeeting meeting, int instance, Runnable fault) {
        var before = meeting.standing();
        List<Attendee> there = meeting.at(instance);
        assertThat(there).as("clients of server %d", instance).isNotEmpty();
        fault.run();
        there.forEach(Attendee::awaitWelcome);
        meeting.goOn();
        meeting.quietly(() -> {
            assertThat(meeting.standing()).isEqualTo(before);
            meeting.agrees();
        });
        meeting.fleet().revive(instance);
    }

    /// Nobody is told to go before readiness says that this server takes nobody in.
    private static void stopped(Fleet fleet, BusyMeeting meeting, int instance) {
        List<Attendee> there = meeting.at(instance);
        var watch = fleet.watch(instance, there);
        assertThat(fleet.instance(instance).terminate()).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(watch.readyAfterGoodbye())
                .as("was ready after it had sent somebody away")
                .isFalse();
        assertThat(there).extracting(Attendee::lastClose).containsOnly(RESTARTING);
    }
}
