package dev.parley.signaling.nodes;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.signaling.meters.SignalingMeters;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Finds nodes by name: every address of the name is one, and may come and go. A node whose address is gone is
/// kept as long as its link is, and until it is given up: it may have meetings. A name that cannot be resolved
/// takes nobody away.
public final class NodeFinder {
    private static final Logger LOG = System.getLogger(NodeFinder.class.getName());

    private final NodeAddresses addresses;
    private final Nodes nodes;
    private final Function<URI, NodeLink> links;
    private final Shell shell;
    private final Map<URI, Set<URI>> found = new HashMap<>();
    private final Set<URI> failing = new HashSet<>();
    private boolean tooMany;

    /// What resolves a name, and who counts that it could not.
    public record Shell(Lookup lookup, SignalingMeters meters) {}

    /// All addresses of a host; may block.
    @FunctionalInterface
    public interface Lookup {
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    /// Nodes that are told one by one are met at once.
    ///
    /// @param links makes one to a node
    public NodeFinder(NodeAddresses addresses, Nodes nodes, Function<URI, NodeLink> links, Shell shell) {
        this.addresses = addresses;
        this.nodes = nodes;
        this.links = links;
        this.shell = shell;
        addresses.fixed().stream().distinct().map(links).forEach(nodes::add);
        nodes.complete(addresses.names().isEmpty());
    }

    /// To be called every few seconds, by one thread at a time. Blocks as long as the resolver does.
    public void tick() {
        for (URI name : addresses.names()) {
            resolve(name);
        }
        var wanted = new LinkedHashSet<>(addresses.fixed());
        addresses.names().forEach(name -> wanted.addAll(found.getOrDefault(name, Set.of())));
        wanted.forEach(this::meet);
        nodes.complete(found.keySet().containsAll(addresses.names()));
        for (NodeLink link : nodes.links()) {
            if (!wanted.contains(link.uri()) && link.isOver()) {
                LOG.log(Level.INFO, "{0}: no longer there", link.uri());
                nodes.remove(link);
            }
        }
    }

    private void resolve(URI name) {
        try {
            var here = new LinkedHashSet<URI>();
            shell.lookup().addresses(name.getHost()).forEach(address -> here.add(at(name, address)));
            if (failing.remove(name)) {
                LOG.log(Level.INFO, "{0}: resolved again", name);
            }
            if (!here.equals(found.put(name, here))) {
                LOG.log(Level.INFO, "{0}: nodes at {1}", name, here);
            }
        } catch (UnknownHostException e) {
            shell.meters().lookupFailed(name.getHost());
            if (failing.add(name)) {
                LOG.log(Level.WARNING, "{0}: not resolved, nodes stay as they are: {1}", name, e.getMessage());
            }
        }
    }

    /// A scope says by which interface a link-local address is reached, and is no part of a URL's host.
    private static URI at(URI name, InetAddress address) {
        String text = address.getHostAddress();
        String host = address instanceof Inet6Address ? "[" + text.replaceFirst("%.*", "") + "]" : text;
        return URI.create(name.getScheme() + "://" + host + (name.getPort() < 0 ? "" : ":" + name.getPort()));
    }

    private void meet(URI node) {
        List<NodeLink> known = nodes.links();
        if (known.stream().anyMatch(it -> it.uri().equals(node))) {
            return;
        }
        if (known.size() < ProtocolLimits.PEERS) {
            nodes.add(links.apply(node));
        } else if (!tooMany) {
            tooMany = true;
            LOG.log(Level.WARNING, "{0}: one node too many (expected: at most {1})", node, ProtocolLimits.PEERS);
        }
    }
}
