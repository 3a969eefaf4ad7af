package dev.parley.operator.desired;

import dev.parley.crds.cluster.Images;
import org.jspecify.annotations.Nullable;

/// What the operator itself is of, and so what it runs unless told otherwise.
public record Release(String registry, String version, String redisImage) {
    private static final int LONGEST_LABEL = 63;

    public String signaling(Images images) {
        return image(images, images.signaling(), "parley-signaling");
    }

    public String mediaNode(Images images) {
        return image(images, images.mediaNode(), "parley-media-node");
    }

    public String recorder(Images images) {
        return image(images, images.recorder(), "parley-recorder");
    }

    private String image(Images images, @Nullable String told, String name) {
        if (told != null) {
            return told;
        }
        String from = images.registry() == null ? registry : images.registry();
        return from + "/" + name + ":" + (images.version() == null ? version : images.version());
    }

    /// The tag of an image, or the beginning of its digest: what a label can hold.
    public static String versionOf(String image) {
        String last = image.substring(image.lastIndexOf('/') + 1);
        int digest = last.indexOf("@sha256:");
        String named = digest < 0 ? last : last.substring(0, digest);
        String version = named.contains(":")
                ? named.substring(named.indexOf(':') + 1)
                : last.substring(digest + "@sha256:".length());
        return version.substring(0, Math.min(version.length(), LONGEST_LABEL));
    }
}
