package dev.parley.operator.desired;

import dev.parley.crds.MeetingCluster;
import dev.parley.crds.parts.SecretKey;

/// What signaling and media nodes prove themselves with.
public final class NodeSecret {
    /// The entry of the Secret that the operator makes.
    public static final String KEY = "secret";

    private NodeSecret() {}

    /// The one that is named, else the one that the operator makes.
    public static SecretKey of(MeetingCluster cluster) {
        SecretKey told = cluster.getSpec().nodeSecret();
        return told == null
                ? new SecretKey(Names.nodeSecret(cluster.getMetadata().getName()), KEY)
                : told;
    }
}
