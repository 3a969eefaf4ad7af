package dev.parley.media.app;

import dev.parley.media.control.Node;
import dev.parley.media.control.NodeSettings;

/// Makes the core that the shell wraps.
@FunctionalInterface
public interface NodeMaker {
    Node make(NodeSettings settings);
}
