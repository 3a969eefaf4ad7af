package dev.parley.media.node;

import dev.parley.media.link.LinkSettings;

/// How a node links to the others of its fleet.
///
/// @param secret of the fleet; never logged
public record Linking(LinkSettings settings, String secret) {
    @Override
    public String toString() {
        return "Linking[" + settings + "]";
    }
}
