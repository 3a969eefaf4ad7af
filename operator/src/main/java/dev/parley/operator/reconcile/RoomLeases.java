package dev.parley.operator.reconcile;

import dev.parley.crds.RecordingJob;
import dev.parley.operator.desired.Meta;
import dev.parley.operator.desired.Part;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;

/// Who records a room: a Lease by the name of the room, which only one RecordingJob can make. It does
/// not run out: it is given back when the last recorder has gone, and goes with its RecordingJob.
final class RoomLeases {
    /// Of a room's id, which may be longer than a name and have letters that a name may not: 80 bits of its hash.
    private static final int NAME_BYTES = 10;

    private final KubernetesClient client;

    RoomLeases(KubernetesClient client) {
        this.client = client;
    }

    /// False when somebody has it, be it this one.
    boolean take(RecordingJob recording, Instant now) {
        try {
            client.resource(lease(recording, now)).create();
            return true;
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != Failures.CONFLICT) {
                throw refused;
            }
            return false;
        }
    }

    void giveBack(Lease lease) {
        client.resource(lease).delete();
    }

    private static Lease lease(RecordingJob recording, Instant now) {
        String name = recording.getMetadata().getName();
        String cluster = recording.getSpec().clusterRef().name();
        var labels = Part.with(Part.RECORDER.labels(cluster), Map.of(Part.RECORDING, name));
        return new LeaseBuilder()
                .withMetadata(
                        Meta.of(recording, name(cluster, recording.getSpec().room()), labels))
                .withNewSpec()
                .withHolderIdentity(name)
                .withAcquireTime(now.atZone(ZoneOffset.UTC))
                .endSpec()
                .build();
    }

    static String name(String cluster, String room) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((cluster + "/" + room).getBytes(StandardCharsets.UTF_8));
            return "parley-room-" + HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
