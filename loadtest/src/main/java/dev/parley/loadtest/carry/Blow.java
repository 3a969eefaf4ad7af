package dev.parley.loadtest.carry;

import dev.parley.loadtest.node.Patience;
import dev.parley.loadtest.system.FleetProcess;
import dev.parley.loadtest.system.Network;
import java.io.IOException;

/// What happens to the node that has all meetings.
enum Blow {
    KILLED("kill -9", false),
    STOPPED("SIGSTOP, woken after 6 s", true),
    CUT_OFF("cut off from all for 6 s", true);

    private final String word;
    private final boolean returns;

    /// @param returns the same process comes back
    Blow(String word, boolean returns) {
        this.word = word;
        this.returns = returns;
    }

    String word() {
        return word;
    }

    boolean returns() {
        return returns;
    }

    void begin(FleetProcess victim, Network network) throws IOException, InterruptedException {
        switch (this) {
            case KILLED -> victim.kill();
            case STOPPED -> victim.stop();
            case CUT_OFF -> network.cut(victim.name());
        }
    }

    /// Returns when there is a node again; one that woke may not have noticed yet.
    void end(FleetProcess victim, Network network, Patience patience) throws IOException, InterruptedException {
        switch (this) {
            case KILLED -> {
                victim.start();
                victim.awaitReady(patience);
            }
            case STOPPED -> victim.wake();
            case CUT_OFF -> network.mend(victim.name());
        }
    }
}
