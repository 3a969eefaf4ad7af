package dev.parley.operator.desired;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;

/// What every pod has in common: it passes the pod security standard `restricted`, and says how it is.
public final class Restricted {
    /// The port name that probes, Services and monitors mean.
    public static final String HTTP = "http";

    /// Nobody in particular, as images without a root have it.
    private static final long USER = 65_532;

    private static final String SCRATCH = "scratch";
    /// A web server's own files; programs of Parley write no others.
    private static final String SCRATCH_SIZE = "64Mi";

    private Restricted() {}

    public static PodSecurityContext pod() {
        return pod(USER);
    }

    public static PodSecurityContext pod(long user) {
        return new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withRunAsUser(user)
                .withRunAsGroup(user)
                .withFsGroup(user)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
    }

    public static SecurityContext container() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withRunAsNonRoot(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }

    public static Volume scratch() {
        return new VolumeBuilder()
                .withName(SCRATCH)
                .withNewEmptyDir()
                .withSizeLimit(new Quantity(SCRATCH_SIZE))
                .endEmptyDir()
                .build();
    }

    public static VolumeMount scratchMount() {
        return new VolumeMountBuilder().withName(SCRATCH).withMountPath("/tmp").build();
    }

    /// How often, and how many times in a row it may fail.
    public record Patience(int everySeconds, int failures) {}

    public static Probe probe(String path, Patience patience) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString(HTTP))
                .withScheme("HTTP")
                .endHttpGet()
                .withPeriodSeconds(patience.everySeconds())
                .withTimeoutSeconds(2)
                .withSuccessThreshold(1)
                .withFailureThreshold(patience.failures())
                .build();
    }
}
