package dev.parley.kubectl.completion;

import dev.parley.kubectl.kube.Where;
import java.util.List;

/// Names that only the cluster knows.
public interface Known {
    List<String> names(Kind kind, Where where);

    enum Kind {
        CLUSTER,
        EDGE,
        NODE,
        RECORDING,
        /// All of these, each with its kind in front.
        ANYTHING,
        NAMESPACE
    }
}
