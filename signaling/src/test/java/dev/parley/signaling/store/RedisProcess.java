package dev.parley.signaling.store;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/// One process of the shipped Redis 6.2 on the loopback interface, its files in a directory of its own.
final class RedisProcess implements AutoCloseable {
    /// Below the ports the system gives away, and a cluster's bus, ten thousand higher, still is.
    private static final int FIRST_PORT = 12_000;

    private static final int PORTS = 9_000;
    private static final int BUS = 10_000;
    private static final int ATTEMPTS = 100;

    private static final File PROGRAM = program();

    private final int port;
    private final Process process;
    private final Path directory;

    private RedisProcess(int port, Process process, Path directory) {
        this.port = port;
        this.process = process;
        this.directory = directory;
    }

    static RedisProcess server(int port, List<String> settings) {
        List<String> all = new ArrayList<>(List.of("save \"\"", "appendonly no"));
        all.addAll(settings);
        return start(port, all, "Ready to accept connections", List.of());
    }

    static RedisProcess sentinel(int port, List<String> settings) {
        return start(port, settings, "+monitor master", List.of("--sentinel"));
    }

    /// Returns when the process has said so.
    private static RedisProcess start(int port, List<String> settings, String ready, List<String> arguments) {
        try {
            Path directory = Files.createTempDirectory("parley-redis-");
            List<String> lines = new ArrayList<>(List.of("port " + port, "bind 127.0.0.1", "dir " + directory));
            lines.addAll(settings);
            Path file = Files.write(directory.resolve("redis.conf"), lines);
            List<String> command = new ArrayList<>(List.of(PROGRAM.getPath(), file.toString()));
            command.addAll(arguments);
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            read(process.inputReader(StandardCharsets.UTF_8), ready);
            return new RedisProcess(port, process, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What it says later is read and dropped, or it would stand still one day.
    private static void read(BufferedReader said, String ready) throws IOException {
        StringBuilder soFar = new StringBuilder();
        String line = said.readLine();
        while (line != null && !line.contains(ready)) {
            soFar.append(line).append('\n');
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException("Redis did not start:\n" + soFar);
        }
        Thread.ofVirtual().start(() -> {
            try (said) {
                while (said.readLine() != null) {
                    // Dropped.
                }
            } catch (IOException _) {
                // It was killed.
            }
        });
    }

    static int freePort() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            if (isFree(port) && isFree(port + BUS)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port");
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    int port() {
        return port;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    String url() {
        return "redis://" + address();
    }

    /// Answers nothing from now on, and takes what is sent all the same: until it wakes.
    void hang() {
        signal("STOP");
    }

    void wake() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assert status == 0 : "kill -" + name + " answered " + status;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// As a machine dies: without a word.
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File program() {
        try {
            return ExecutableProvider.newJarResourceProvider().get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
