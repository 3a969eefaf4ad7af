package dev.parley.crds.parts;

import dev.parley.crds.schema.Text;

/// A MeetingCluster in the same namespace.
public record ClusterRef(
        // The name of the MeetingCluster.
        @Text(max = 40, pattern = Text.NAME) String name) {}
