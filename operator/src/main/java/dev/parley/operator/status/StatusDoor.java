package dev.parley.operator.status;

import dev.parley.operator.apply.Applier;
import dev.parley.operator.status.ServedSchemas.Outdated;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes a status, when it says something new.
public final class StatusDoor {
    private static final int CONFLICT = 409;

    private final KubernetesClient client;
    private final ServedSchemas schemas;

    public StatusDoor(KubernetesClient client, ServedSchemas schemas) {
        this.client = client;
        this.schemas = schemas;
    }

    /// Whether something was written. Whoever comes later overwrites it.
    public <S, R extends CustomResource<?, S>> boolean write(R about, S status, Supplier<R> kind) {
        if (status.equals(about.getStatus())) {
            return false;
        }
        patch(about, status, kind.get(), null);
        return true;
    }

    /// The same, refused with a conflict if somebody has written to the resource since it was read: so that of two who
    /// both think they decide, one does. Nothing new to say, and still something to do: then it is asked for.
    public <S, R extends CustomResource<?, S>> void claim(R about, S status, boolean acts, Supplier<R> kind) {
        String version = about.getMetadata().getResourceVersion();
        if (!status.equals(about.getStatus())) {
            patch(about, status, kind.get(), version);
        } else if (acts) {
            R now = client.resource(about).get();
            if (now == null || !version.equals(now.getMetadata().getResourceVersion())) {
                throw new KubernetesClientException("changed since it was read", CONFLICT, null);
            }
        }
    }

    private <S, R extends CustomResource<?, S>> void patch(R about, S status, R fresh, @Nullable String version) {
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(about.getMetadata().getName())
                .withNamespace(about.getMetadata().getNamespace())
                .withResourceVersion(version)
                .build());
        Optional<Outdated> outdated = schemas.outdated(fresh.getClass());
        if (outdated.isPresent()) {
            patch(fresh, outdated.get().known(Serialization.unmarshal(Serialization.asJson(status), Map.class)));
        } else {
            fresh.setStatus(status);
            client.resource(fresh).subresource("status").patch(Applier.APPLY);
        }
    }

    private void patch(CustomResource<?, ?> fresh, Object status) {
        var known = new GenericKubernetesResourceBuilder()
                .withApiVersion(fresh.getApiVersion())
                .withKind(fresh.getKind())
                .withMetadata(fresh.getMetadata())
                .addToAdditionalProperties("status", status)
                .build();
        client.genericKubernetesResources(fresh.getApiVersion(), fresh.getKind())
                .inNamespace(fresh.getMetadata().getNamespace())
                .resource(known)
                .subresource("status")
                .patch(Applier.APPLY);
    }
}
