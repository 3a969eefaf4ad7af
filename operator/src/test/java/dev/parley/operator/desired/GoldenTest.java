package dev.parley.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crds.recording.RecordingPhase;
import dev.parley.operator.Samples;
import dev.parley.operator.desired.cluster.Meeting;
import dev.parley.operator.desired.cluster.SystemObjects;
import dev.parley.operator.desired.edge.Edge;
import dev.parley.operator.desired.edge.EdgeFacts;
import dev.parley.operator.desired.edge.EdgeObjects;
import dev.parley.operator.desired.recording.Recording;
import dev.parley.operator.desired.recording.RecordingObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each folder of `golden/` is a case: what is wished for in `in.yaml`, and beside it, one file each, every object that
/// should be there. `scripts/golden` writes them anew; the diff is then what somebody has to look at.
@DisplayName("What is wished for becomes these objects")
class GoldenTest {
    private static final Path CASES = Path.of("src/test/resources/golden");
    private static final boolean RENEW = Boolean.getBoolean("parley.golden");
    private static final Release RELEASE =
            new Release("registry.example.com/parley", "1.0.0", "docker.io/library/redis:7.4.2");

    static Stream<Path> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("as the folder has it")
    void golden(Path folder) throws IOException {
        var wished = new TreeMap<String, String>();
        for (HasMetadata object : objects(folder)) {
            String name = object.getKind().toLowerCase(Locale.ROOT) + "-"
                    + object.getMetadata().getName();
            assertThat(wished.put(name + ".yaml", Serialization.asYaml(object)))
                    .as("two objects of one name: %s", name)
                    .isNull();
        }
        if (RENEW) {
            write(folder, wished);
        }
        assertThat(kept(folder)).containsExactlyEntriesOf(wished);
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("the same wish makes the same objects, in the same order")
    void stable(Path folder) throws IOException {
        assertThat(objects(folder).stream().map(Serialization::asYaml))
                .containsExactlyElementsOf(
                        objects(folder).stream().map(Serialization::asYaml).toList());
    }

    private static List<HasMetadata> objects(Path folder) throws IOException {
        var samples = Samples.read(Files.readString(folder.resolve("in.yaml")));
        if (samples.recording() != null) {
            return recording(new Recording(samples.recording(), samples.cluster(), RELEASE));
        }
        if (samples.edge() == null) {
            var offers = new SystemObjects.Offers(true, true);
            return SystemObjects.of(new Meeting(samples.cluster(), RELEASE), offers);
        }
        var hosts = new TreeMap<>(java.util.Map.of("machine-a", "192.0.2.10", "machine-b", "192.0.2.11"));
        var balancers = new TreeMap<>(java.util.Map.of(0, "192.0.2.20", 1, "192.0.2.21"));
        var pods = List.of(
                new EdgeFacts.Pod(0, Names.node("eu", 0), "a0", "10.1.0.10", "machine-a"),
                new EdgeFacts.Pod(1, Names.node("eu", 1), "a1", "10.1.1.11", "machine-b"));
        return EdgeObjects.of(
                Edge.of(samples.edge(), samples.cluster(), RELEASE),
                new EdgeFacts(samples.edge().getSpec().replicas(), hosts, balancers, pods));
    }

    /// Of all phases.
    private static List<HasMetadata> recording(Recording recording) {
        return Stream.of(RecordingPhase.FINALIZING, RecordingPhase.COMPOSING)
                .flatMap(phase -> RecordingObjects.of(recording, phase, 1).stream())
                .toList();
    }

    private static SortedMap<String, String> kept(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        for (Path file : outputs(folder)) {
            files.put(file.getFileName().toString(), Files.readString(file));
        }
        return files;
    }

    private static void write(Path folder, SortedMap<String, String> wished) throws IOException {
        for (Path file : outputs(folder)) {
            Files.delete(file);
        }
        for (var entry : wished.entrySet()) {
            Files.writeString(folder.resolve(entry.getKey()), entry.getValue());
        }
    }

    private static List<Path> outputs(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith("in.yaml"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }
}
