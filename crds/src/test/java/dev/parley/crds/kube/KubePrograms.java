package dev.parley.crds.kube;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where kube-apiserver, etcd and kubectl are: a folder as setup-envtest and kube-api-test lay it out,
/// `k8s/<version>-<platform>/`, named by `PARLEY_KUBE_BINARIES`.
record KubePrograms(Path apiServer, Path etcd, Path kubectl) {
    private static final String VARIABLE = "PARLEY_KUBE_BINARIES";
    private static final int LAYOUT_DEPTH = 3;

    static final String MISSING = VARIABLE
            + ": not set (expected: the folder that scripts/kube-binaries prints, with k8s/<version>/kube-apiserver"
            + ", etcd and kubectl in it)";

    /// Empty where the variable is not set. Fails where it leads nowhere.
    static Optional<KubePrograms> here() {
        String told = System.getProperty("parley.kube-binaries", System.getenv(VARIABLE));
        return told == null || told.isBlank() ? Optional.empty() : Optional.of(in(Path.of(told)));
    }

    /// Nobody may forget the API server where everything is to be tested.
    static boolean areNeeded() {
        @Nullable String ci = System.getenv("CI");
        return ci != null && !ci.isBlank();
    }

    private static KubePrograms in(Path folder) {
        try (var files = Files.walk(folder, LAYOUT_DEPTH)) {
            var last = files.filter(it -> it.endsWith("kube-apiserver"))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow(() -> new IllegalStateException(VARIABLE + ": " + folder
                            + " (expected: a folder with k8s/<version>/kube-apiserver in it)"));
            return new KubePrograms(last, last.resolveSibling("etcd"), last.resolveSibling("kubectl"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(VARIABLE + ": " + folder, unreadable);
        }
    }
}
