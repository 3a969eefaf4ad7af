package dev.parley.e2e.system;

/// Which images are in the cluster.
///
/// @param registry what their names begin with
/// @param version the release
/// @param nextMediaNode the media node of the release after it
/// @param redis of a bundled Redis
public record Release(String registry, String version, String nextMediaNode, String redis) {
    String mediaNode() {
        return registry + "/parley-media-node:" + version;
    }
}
