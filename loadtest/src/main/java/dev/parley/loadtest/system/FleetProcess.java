package dev.parley.loadtest.system;

import dev.parley.loadtest.node.ChildProcess;
import dev.parley.loadtest.node.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One process of a [Fleet], that may be ended, stopped, and started anew under the same name and address. One
/// thread at a time acts upon it.
public final class FleetProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration DEATH = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final BooleanSupplier ready;
    private volatile @Nullable Process process;

    FleetProcess(Command command, Path log, BooleanSupplier ready) {
        this.name = command.name();
        this.command = command.words();
        this.environment = command.environment();
        this.log = log;
        this.ready = ready;
    }

    /// What is started under this name.
    record Command(String name, List<String> words, Map<String, String> environment) {
        Command {
            words = List.copyOf(words);
            environment = Map.copyOf(environment);
        }
    }

    public String name() {
        return name;
    }

    /// Does not wait until it is ready.
    public void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    public void awaitReady(Patience patience) throws IOException, InterruptedException {
        Process begun = process();
        if (!patience.until(() -> !begun.isAlive() || isReady(), START) || !begun.isAlive()) {
            throw new IOException(name + " did not start; its log: " + log);
        }
    }

    /// What it has written so far, since its first start.
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isReady() {
        return ready.getAsBoolean();
    }

    public boolean isAlive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /// As a power cut does.
    public void kill() throws IOException, InterruptedException {
        process().destroyForcibly();
        awaitDeath();
    }

    /// As an orderly update does; returns when it is gone.
    public void terminate() throws IOException, InterruptedException {
        process().destroy();
        awaitDeath();
    }

    private void awaitDeath() throws IOException, InterruptedException {
        if (!process().waitFor(DEATH.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException(name + " is not gone after " + DEATH.toSeconds() + " s");
        }
    }

    /// As a hypervisor does that gives the processor to others: no packet and no thread goes on.
    public void stop() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void wake() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Process kill =
                new ProcessBuilder("kill", "-" + signal, Long.toString(process().pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -" + signal + " " + name + " failed");
        }
    }

    private Process process() {
        return Objects.requireNonNull(process, "not started");
    }

    @Override
    public void close() {
        Process current = process;
        if (current != null) {
            ChildProcess.end(current, STOP);
        }
    }
}
