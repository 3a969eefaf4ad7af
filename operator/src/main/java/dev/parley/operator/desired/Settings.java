package dev.parley.operator.desired;

import dev.parley.crds.parts.SecretKey;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The environment of a program, in a fixed order: a variable may name those before it as `$(NAME)`.
public final class Settings {
    private final List<EnvVar> variables = new ArrayList<>();

    public Settings is(String name, @Nullable Object value) {
        if (value != null) {
            variables.add(new EnvVarBuilder()
                    .withName(name)
                    .withValue(value.toString())
                    .build());
        }
        return this;
    }

    /// The value stays in its Secret: neither the operator's objects nor its log have it.
    public Settings secret(String name, @Nullable SecretKey secret) {
        if (secret != null) {
            variables.add(new EnvVarBuilder()
                    .withName(name)
                    .withNewValueFrom()
                    .withNewSecretKeyRef(secret.key(), secret.name(), false)
                    .endValueFrom()
                    .build());
        }
        return this;
    }

    /// Something of the pod itself, such as `metadata.name`.
    public Settings field(String name, String path) {
        variables.add(new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewFieldRef("v1", path)
                .endValueFrom()
                .build());
        return this;
    }

    public List<EnvVar> variables() {
        return List.copyOf(variables);
    }
}
