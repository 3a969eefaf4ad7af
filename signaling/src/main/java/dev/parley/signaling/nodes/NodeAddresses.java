package dev.parley.signaling.nodes;

import java.net.URI;
import java.util.List;

/// Where nodes are said to be.
///
/// @param fixed base URLs of nodes
/// @param names base URLs whose host is a name for all nodes, whichever those are at the time
public record NodeAddresses(List<URI> fixed, List<URI> names) {
    public static final NodeAddresses NONE = new NodeAddresses(List.of(), List.of());

    public NodeAddresses {
        fixed = List.copyOf(fixed);
        names = List.copyOf(names);
    }
}
