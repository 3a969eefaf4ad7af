package dev.parley.loadtest.rooms;

import dev.parley.loadtest.meeting.Participant;
import dev.parley.loadtest.meeting.ParticipantListener;
import dev.parley.loadtest.meeting.Venue;
import dev.parley.loadtest.report.Quantiles;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// Real joins through a real signaling process: WebSocket, token, rules, Redis, welcome.
///
/// @param perSecond joins, each followed by a leave
record Visits(int count, double perSecond, Quantiles joins) {
    private static final int PEOPLE = 3;

    static Visits make(Venue venue, int count, String batch, LongSupplier clock)
            throws IOException, InterruptedException {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RoomId room = new RoomId("visit-" + batch + "-" + i / PEOPLE);
            tokens.add(venue.token(room, "Visitor " + i, i % PEOPLE == 0 ? Role.HOST : Role.GUEST));
        }
        long[] tookNs = new long[count];
        long beganNs = clock.getAsLong();
        Crowd.each(0, count, i -> {
            try {
                long knockedNs = clock.getAsLong();
                Participant visitor = venue.join(tokens.get(i), ParticipantListener.NONE);
                tookNs[i] = clock.getAsLong() - knockedNs;
                visitor.leave();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("visit " + i, e);
            }
        });
        double seconds = (clock.getAsLong() - beganNs) / 1e9;
        return new Visits(count, count / seconds, Quantiles.of(tookNs));
    }
}
