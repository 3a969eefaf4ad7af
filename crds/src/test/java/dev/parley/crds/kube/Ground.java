package dev.parley.crds.kube;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What a cluster has before Parley comes.
public record Ground(KubernetesClient client) {
    private static final int PATIENCE_SECONDS = 60;

    public void namespace(String name) {
        namespace(name, Map.of());
    }

    public void namespace(String name, Map<String, String> labels) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    public void secret(String namespace, String name, String key, String value) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .addToStringData(key, value)
                        .build())
                .createOr(it -> it.update());
    }

    public void machine(String name) {
        client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .endSpec()
                        .build())
                .createOr(it -> it.update());
    }

    /// A kind that some clusters have, of any fields; it is served when this returns.
    public CustomResourceDefinition kind(String group, String kind) {
        var definition = client.resource(definition(group, kind)).serverSideApply();
        return client.resource(definition)
                .waitUntilCondition(Ground::isEstablished, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /// The server writes `conditions: null` into the status of a definition that it has not looked at yet.
    private static boolean isEstablished(CustomResourceDefinition definition) {
        return Optional.ofNullable(definition.getStatus())
                .map(CustomResourceDefinitionStatus::getConditions)
                .orElse(List.of())
                .stream()
                .anyMatch(it ->
                        it.getType().equals("Established") && it.getStatus().equals("True"));
    }

    private static CustomResourceDefinition definition(String group, String kind) {
        String plural = kind.toLowerCase(Locale.ROOT) + "s";
        return new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName(plural + "." + group)
                // Kubernetes keeps its own groups for itself.
                .addToAnnotations("api-approved.kubernetes.io", "unapproved, for a test")
                .endMetadata()
                .withNewSpec()
                .withGroup(group)
                .withScope("Namespaced")
                .withNewNames()
                .withKind(kind)
                .withPlural(plural)
                .endNames()
                .addNewVersion()
                .withName("v1")
                .withServed(true)
                .withStorage(true)
                .withNewSchema()
                .withNewOpenAPIV3Schema()
                .withType("object")
                .withXKubernetesPreserveUnknownFields(true)
                .endOpenAPIV3Schema()
                .endSchema()
                .endVersion()
                .endSpec()
                .build();
    }
}
