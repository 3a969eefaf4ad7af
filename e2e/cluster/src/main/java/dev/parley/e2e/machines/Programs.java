package dev.parley.e2e.machines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs programs to their end: `kubectl`, `helm`, the scripts of this repository.
public final class Programs {
    /// No program here takes longer by itself; `kubectl drain` waits for pods that carry their sessions away.
    private static final Duration MOST = Duration.ofMinutes(5);

    private final Path repository;
    private final String namespace;

    public Programs(Path repository, String namespace) {
        this.repository = repository;
        this.namespace = namespace;
    }

    /// How one ended, and all that it said.
    public record Ended(int code, String said) {}

    /// A file of the repository.
    public Path file(String name) {
        return repository.resolve(name);
    }

    /// What it said.
    ///
    /// @throws IOException when it did not succeed
    public String run(String... command) throws IOException, InterruptedException {
        Ended ended = attempt(command);
        if (ended.code() != 0) {
            throw new IOException(
                    "%s ended with %d: %s".formatted(String.join(" ", command), ended.code(), ended.said()));
        }
        return ended.said();
    }

    public Ended attempt(String... command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("parley-e2e-", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(repository.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(MOST.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(
                        "%s does not end: %s".formatted(String.join(" ", command), Files.readString(said)));
            }
            return new Ended(process.exitValue(), Files.readString(said).strip());
        } finally {
            Files.delete(said);
        }
    }

    /// `kubectl` in the namespace of this run.
    public String kubectl(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("kubectl", "--namespace", namespace));
        command.addAll(List.of(words));
        return run(command.toArray(String[]::new));
    }

    public String helm(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("helm", "--namespace", namespace));
        command.addAll(List.of(words));
        return run(command.toArray(String[]::new));
    }
}
