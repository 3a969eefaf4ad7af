package dev.parley.operator.nodes;

import dev.parley.operator.fleet.Act;
import dev.parley.operator.fleet.Seen.Report;
import java.util.Map;

/// The way to media nodes.
public interface NodeDoor {
    /// Where a node listens, and what it lets in.
    record Address(String host, String secret) {}

    /// What they say of themselves; those that do not answer in time are missing.
    Map<String, Report> ask(Map<String, Address> nodes);

    /// Tells a node what to do. False when it did not answer; it is told again by the next pass.
    boolean tell(Address node, Act act);
}
