package dev.parley.crds.parts;

import dev.parley.crds.schema.Text;

/// One entry of a Secret in the same namespace.
public record SecretKey(
        // The name of the Secret.
        @Text(max = 253) String name,
        // The entry in it.
        @Text(max = 253, pattern = "^[-._a-zA-Z0-9]+$") String key) {}
