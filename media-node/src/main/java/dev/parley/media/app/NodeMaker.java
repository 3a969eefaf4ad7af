package dev.parley.media.app;

import dev.parley.media.control.Node;
import dev.parley.media.control.NodeSettings;
import dev.parley.media.node.Linking;

/// Makes the core that the shell wraps.
@FunctionalInterface
public interface NodeMaker {
    Node make(NodeSettings settings, Linking linking);
}
