package dev.parley.loadtest.system;

import java.io.IOException;
import java.util.List;

/// Where the processes of a [Fleet] live, each under an address of its own, and what can be done to their
/// cables.
public interface Network {
    /// Where this process is, which all others can reach.
    String hub();

    /// Of this machine.
    String address(String machine);

    /// The words before a command that make it run on this machine.
    List<String> entry(String machine);

    /// Whether cables can be cut here; where they cannot, the methods below throw.
    boolean hasCables();

    /// From now on nothing reaches this machine and nothing leaves it. No end of a cable tells that it is cut.
    void cut(String machine) throws IOException, InterruptedException;

    void mend(String machine) throws IOException, InterruptedException;

    /// From now on nothing that one sends arrives at the other; both reach all others.
    void part(String one, String other) throws IOException, InterruptedException;

    void join(String one, String other) throws IOException, InterruptedException;

    /// From now on only so much passes in each direction; the rest waits in a queue, and what does not fit
    /// is lost.
    void slow(String machine, int kilobitsPerSecond) throws IOException, InterruptedException;

    void speedUp(String machine) throws IOException, InterruptedException;
}
