package dev.parley.crds;

import io.fabric8.kubernetes.client.CustomResource;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the files of this repository are that the tests look at.
public final class Definitions {
    private Definitions() {}

    /// The committed definition of a kind.
    public static Path file(Class<? extends CustomResource<?, ?>> kind) {
        return root().resolve("charts/parley-crds/templates").resolve(CustomResource.getCRDName(kind) + ".yaml");
    }

    /// The root of the repository.
    public static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no mvnw above " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }
}
