package dev.parley.operator.desired.cluster;

import dev.parley.crds.parts.SecretKey;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.Optional;

/// Who vouches for an external Redis, as a file: one that is replaced is read without a restart.
final class RedisAuthority {
    private static final String NAME = "redis-authority";
    private static final String FOLDER = "/etc/parley/redis";
    private static final String ENTRY = "ca.pem";

    static final String FILE = FOLDER + "/" + ENTRY;

    private RedisAuthority() {}

    static Optional<Volume> volume(Meeting meeting) {
        return named(meeting)
                .map(authority -> new VolumeBuilder()
                        .withName(NAME)
                        .withNewSecret()
                        .withSecretName(authority.name())
                        .withItems(new KeyToPath(authority.key(), null, ENTRY))
                        .endSecret()
                        .build());
    }

    static Optional<VolumeMount> mount(Meeting meeting) {
        return named(meeting)
                .map(_ -> new VolumeMountBuilder()
                        .withName(NAME)
                        .withMountPath(FOLDER)
                        .withReadOnly(true)
                        .build());
    }

    private static Optional<SecretKey> named(Meeting meeting) {
        var external = meeting.spec().redis().external();
        return Optional.ofNullable(external == null ? null : external.certificateAuthority());
    }
}
