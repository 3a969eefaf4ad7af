package dev.parley.signaling.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.signaling.rooms.Actor;
import dev.parley.signaling.rooms.Decision;
import dev.parley.signaling.rooms.Notice;
import dev.parley.signaling.rooms.People;
import dev.parley.signaling.rooms.RoomAsk;
import dev.parley.signaling.rooms.RoomLimits;
import dev.parley.signaling.rooms.RoomState;
import dev.parley.signaling.rooms.rules.RoomRules;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A room that is changed and followed while the master that holds it dies: the play for a cluster and for sentinels.
final class Failover {
    static final RoomId ROOM = new RoomId("failover");
    static final String KEY = "parley:{failover}:room";

    private static final int CHANGES = 50;

    private final Stores stores;

    Failover(Stores stores) {
        this.stores = stores;
    }

    void goesOn(Runnable kill) throws InterruptedException {
        var follower = new Follower();
        try (var _ = stores.rooms().subscribe(ROOM, follower)) {
            change(People.join("ada", Role.HOST));
            rename("before");
            kill.run();
            Until.holds("the store takes changes again", () -> tries(new RoomAsk.Rename("first again")));
            rename("after");
            assertThat(follower.resumed.await(10, TimeUnit.SECONDS))
                    .as("onResumed is told")
                    .isTrue();
            Until.holds(
                    "the follower knows all",
                    () -> follower.state().equals(stores.rooms().load(ROOM)));
            rename("in the end");
            RoomState now = stores.rooms().load(ROOM);
            Until.holds("news arrive by themselves", () -> follower.heard() == now.version());
            assertThat(follower.state()).isEqualTo(now);
        }
    }

    private void rename(String name) {
        for (int i = 0; i < CHANGES; i++) {
            change(new RoomAsk.Rename(name + " " + i));
        }
    }

    /// Just after a failover a command may still be refused once.
    private void change(RoomAsk ask) {
        Until.holds(ask + " is kept", () -> tries(ask));
    }

    private boolean tries(RoomAsk ask) {
        try {
            RoomState before = stores.rooms().load(ROOM);
            Actor actor = ask instanceof RoomAsk.Join ? new Actor.Server() : People.member("ada");
            var decision = (Decision.Accepted) new RoomRules(RoomLimits.STANDARD).decide(before, actor, ask);
            return decision.events().isEmpty()
                    || stores.rooms().append(before, decision.events(), before.apply(decision.events()));
        } catch (StoreUnavailable _) {
            return false;
        }
    }

    /// Follows as an instance does: applies what comes in order, and asks for what it missed.
    private final class Follower implements RoomStore.Listener {
        private final CountDownLatch resumed = new CountDownLatch(1);
        private RoomState state = RoomState.absent(ROOM);
        private long heard;

        @Override
        public synchronized void onEvent(Versioned versioned) {
            heard = versioned.version();
            if (versioned.version() == state.version() + 1) {
                state = state.apply(List.of(versioned.event()));
            } else if (versioned.version() > state.version()) {
                catchUp();
            }
        }

        @Override
        public void onNotice(Notice notice) {
            throw new AssertionError("nobody gave notice: " + notice);
        }

        @Override
        public void onResumed() {
            resumed.countDown();
            catchUp();
        }

        /// On a thread of its own: the store's must not be blocked.
        private void catchUp() {
            Thread.ofVirtual().start(() -> Until.holds("it is told what it missed", this::asks));
        }

        private synchronized boolean asks() {
            try {
                var missed = stores.rooms().since(ROOM, state.version());
                missed.orElseThrow(() -> new AssertionError("the log has a hole"))
                        .forEach(it -> state = state.apply(List.of(it.event())));
                return true;
            } catch (StoreUnavailable _) {
                return false;
            }
        }

        synchronized RoomState state() {
            return state;
        }

        synchronized long heard() {
            return heard;
        }
    }
}
