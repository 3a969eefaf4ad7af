package dev.parley.operator.apply;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/// The end of a pod: of this one as it was seen, or of none. Whoever thinks differently by now has changed it.
public record PodEnd(String name, String uid, String resourceVersion) {
    private static final int CONFLICT = 409;
    private static final int GONE = 404;

    public void carryOut(KubernetesClient client, String namespace) {
        var options = new DeleteOptionsBuilder()
                .withNewPreconditions(resourceVersion, uid)
                .build();
        try {
            client.raw("/api/v1/namespaces/" + namespace + "/pods/" + name, "DELETE", options);
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != CONFLICT && refused.getCode() != GONE) {
                throw refused;
            }
        }
    }
}
