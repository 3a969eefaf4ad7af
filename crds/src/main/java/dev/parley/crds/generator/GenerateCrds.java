package dev.parley.crds.generator;

import dev.parley.crds.Parley;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes what is made of the records: `make crds`.
public final class GenerateCrds {
    private static final Path SOURCES = Path.of("crds/src/main/java");
    private static final Path CHART = Path.of("charts/parley-crds/templates");
    private static final Path PAGE = Path.of("docs/resources.md");

    private GenerateCrds() {}

    public static void main(String[] arguments) throws IOException {
        var root = rootAbove(Path.of("").toAbsolutePath());
        for (var file : files(root).entrySet()) {
            Files.createDirectories(file.getKey().getParent());
            Files.writeString(file.getKey(), file.getValue());
        }
    }

    /// What every file should read, by its path.
    static Map<Path, String> files(Path root) throws IOException {
        var comments = Comments.in(root.resolve(SOURCES));
        var files = new LinkedHashMap<Path, String>();
        for (var kind : Parley.KINDS) {
            var crd = Crd.of(kind, comments);
            files.put(root.resolve(CHART).resolve(crd.fileName()), crd.yaml());
        }
        var page = root.resolve(PAGE);
        files.put(page, ResourcesPage.filled(Files.readString(page), comments));
        return files;
    }

    static Path rootAbove(Path folder) {
        var here = folder;
        while (!Files.exists(here.resolve("mvnw"))) {
            here = here.getParent();
            if (here == null) {
                throw new IllegalStateException(folder + ": no mvnw above (expected: a folder of the repository)");
            }
        }
        return here;
    }
}
