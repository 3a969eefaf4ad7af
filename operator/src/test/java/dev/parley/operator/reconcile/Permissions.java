package dev.parley.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What requests need, and what roles grant, in one form: `patch apps/deployments`.
final class Permissions {
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final Pattern REQUEST = Pattern.compile(
            "(?<method>[A-Z]+) /(?:api|apis/(?<group>[^/]+))/v[^/]+(?:/namespaces/[^/]+)?/(?<kind>[a-z]+)"
                    + "(?:/(?<name>[^/?]+))?(?:/(?<sub>[a-z]+))?(?<query>\\?.*)?");

    private Permissions() {}

    static List<ClusterRole> roles() {
        try (var file = Permissions.class.getResourceAsStream("/dev/parley/operator/permissions.yaml")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return Pattern.compile("(?m)^---$")
                    .splitAsStream(text)
                    .map(it -> Serialization.unmarshal(it, ClusterRole.class))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("permissions.yaml", unreadable);
        }
    }

    /// Binds the roles as an installation for one namespace would.
    static void grant(KubernetesClient admin, String namespace, String user) {
        for (ClusterRole role : roles()) {
            admin.resource(role).serverSideApply();
            admin.resource(binding(role.getMetadata().getName(), namespace, user))
                    .serverSideApply();
        }
    }

    private static HasMetadata binding(String role, String namespace, String user) {
        var subject = new SubjectBuilder()
                .withKind("User")
                .withApiGroup(RBAC)
                .withName(user)
                .build();
        return role.endsWith("-machines")
                ? new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(role)
                        .endMetadata()
                        .withNewRoleRef(RBAC, "ClusterRole", role)
                        .withSubjects(subject)
                        .build()
                : new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(role)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewRoleRef(RBAC, "ClusterRole", role)
                        .withSubjects(subject)
                        .build();
    }

    static Stream<String> granted(ClusterRole role) {
        return role.getRules().stream().flatMap(Permissions::granted);
    }

    private static Stream<String> granted(PolicyRule rule) {
        return rule.getApiGroups().stream()
                .flatMap(group -> rule.getResources().stream()
                        .flatMap(resource -> rule.getVerbs().stream()
                                .map(verb -> verb + " " + (group.isEmpty() ? "" : group + "/") + resource)));
    }

    /// What only asks which kinds there are, everybody may. An apply may create, so it needs both; a status is never
    /// created.
    static Stream<String> needed(String request) {
        Matcher parts = REQUEST.matcher(request);
        if (!parts.matches()) {
            return Stream.empty();
        }
        String group = parts.group("group") == null ? "" : parts.group("group") + "/";
        String sub = parts.group("sub") == null ? "" : "/" + parts.group("sub");
        String what = group + parts.group("kind") + sub;
        boolean isNamed = parts.group("name") != null;
        boolean isWatch = parts.group("query") != null && parts.group("query").contains("watch=true");
        return switch (parts.group("method")) {
            case "GET" -> Stream.of((isWatch ? "watch " : isNamed ? "get " : "list ") + what);
            case "POST" -> Stream.of("create " + what);
            case "PUT" -> Stream.of("update " + what);
            case "DELETE" -> Stream.of("delete " + what);
            case "PATCH" -> sub.isEmpty() ? Stream.of("create " + what, "patch " + what) : Stream.of("patch " + what);
            default -> throw new AssertionError(request);
        };
    }
}
