package dev.parley.kubectl.why;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.RecordingJob;
import dev.parley.crds.RegionEdge;
import dev.parley.kubectl.kube.Fleet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Something that can be asked about.
public sealed interface Target {
    /// As it is typed: `re/eu`.
    String path();

    record Cluster(MeetingCluster cluster) implements Target {
        @Override
        public String path() {
            return "mc/" + cluster.getMetadata().getName();
        }
    }

    record Edge(RegionEdge edge) implements Target {
        @Override
        public String path() {
            return "re/" + edge.getMetadata().getName();
        }
    }

    record Node(Fleet.Member member) implements Target {
        @Override
        public String path() {
            return "node/" + member.name();
        }
    }

    record Recording(RecordingJob job) implements Target {
        @Override
        public String path() {
            return "rj/" + job.getMetadata().getName();
        }
    }

    /// What there is, in the order in which somebody meets it.
    record All(List<MeetingCluster> clusters, List<RegionEdge> edges, List<RecordingJob> jobs) {
        public Stream<Target> stream() {
            return Stream.of(
                            clusters.stream().map(Cluster::new),
                            edges.stream().map(Edge::new),
                            Fleet.of(edges).members().stream().map(Node::new),
                            jobs.stream().map(Recording::new))
                    .flatMap(it -> it);
        }

        /// All that a word may mean: a name, or a kind and a name as kubectl takes them (`re/eu`,
        /// `node/eu-media-1`).
        public List<Target> named(String word) {
            int slash = word.indexOf('/');
            String kind = slash < 0 ? null : kind(word.substring(0, slash)).orElse("?");
            String name = word.substring(slash + 1);
            return stream().filter(it -> is(it, kind, name)).toList();
        }

        private static boolean is(Target target, @Nullable String kind, String name) {
            String path = target.path();
            return kind == null ? path.substring(path.indexOf('/') + 1).equals(name) : path.equals(kind + "/" + name);
        }

        private static Optional<String> kind(String word) {
            return Optional.ofNullable(
                    switch (word.toLowerCase(Locale.ROOT)) {
                        case "mc", "meetingcluster", "meetingclusters" -> "mc";
                        case "re", "regionedge", "regionedges" -> "re";
                        case "node", "nodes", "pod", "pods" -> "node";
                        case "rj", "recordingjob", "recordingjobs" -> "rj";
                        default -> null;
                    });
        }
    }
}
