package dev.parley.charts;

import dev.parley.crds.Definitions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Helm as a program, with folders of its own: what the user of this machine has set up does not count.
final class Helm {
    private static final String VARIABLE = "PARLEY_HELM";
    static final String MISSING = VARIABLE + ": not set (expected: the path that scripts/helm-binary prints)";

    static final Path CHARTS = Definitions.root().resolve("charts");
    static final String RELEASE = "parley";
    static final String NAMESPACE = "parley-system";

    /// What Helm said and how it ended.
    record Outcome(int status, String out, String errors) {
        /// What it printed, if it liked what it was told.
        String printed() {
            if (status != 0) {
                throw new AssertionError(errors + out);
            }
            return out;
        }
    }

    private final String program;
    private final Map<String, String> environment;

    private Helm(String program, Map<String, String> environment) {
        this.program = program;
        this.environment = environment;
    }

    /// Empty where nobody has said which.
    static Optional<Helm> here() {
        @Nullable String told = System.getProperty("parley.helm", System.getenv(VARIABLE));
        return told == null || told.isBlank() ? Optional.empty() : Optional.of(new Helm(told, Map.of()));
    }

    /// The same, that speaks with this cluster.
    Helm with(Path kubeconfig) {
        return new Helm(program, Map.of("KUBECONFIG", kubeconfig.toString()));
    }

    /// Everything that an installation would make, hooks too.
    String template(Path values) {
        return run("template", RELEASE, CHARTS.resolve("parley").toString(), "-n", NAMESPACE, "-f", values.toString())
                .printed();
    }

    Outcome run(String... arguments) {
        var command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        try {
            var home = Files.createDirectories(CHARTS.resolve("target/helm"));
            var builder = new ProcessBuilder(command);
            // Nothing of a cluster that may be in reach of whoever runs the tests.
            builder.environment().put("KUBECONFIG", home.resolve("none").toString());
            builder.environment().put("HELM_CACHE_HOME", home.toString());
            builder.environment().put("HELM_CONFIG_HOME", home.toString());
            builder.environment().put("HELM_DATA_HOME", home.toString());
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            var errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            String out = text(process.getInputStream());
            return new Outcome(process.waitFor(), out, errors.join());
        } catch (IOException failure) {
            throw new AssertionError(String.join(" ", command), failure);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new AssertionError(end);
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
