package dev.parley.laws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The files a person wrote: everything below the root of the repository that no tool makes.
record SourceTree(Path root, List<Path> files) {
    private static final Set<String> MADE_BY_TOOLS =
            Set.of("target", "node_modules", "dist", "run", ".git", ".venv", "__pycache__");

    /// The tree this test runs in, found by the Maven wrapper at its root.
    static SourceTree here() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no mvnw above " + Path.of("").toAbsolutePath());
            }
        }
        return at(folder);
    }

    static SourceTree at(Path root) {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return MADE_BY_TOOLS.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        found.sort(null);
        return new SourceTree(root, List.copyOf(found));
    }

    List<Path> endingIn(String... suffixes) {
        return files.stream()
                .filter(file -> List.of(suffixes).stream().anyMatch(file.toString()::endsWith))
                .toList();
    }

    /// As a person would name the file: relative to the root.
    String name(Path file) {
        return root.relativize(file).toString();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(file.toString(), failure);
        }
    }
}
