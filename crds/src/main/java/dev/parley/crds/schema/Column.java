package dev.parley.crds.schema;

/// A column of `kubectl get`. They stand in the order in which they are written down.
public @interface Column {
    String name();

    /// JSONPath from the root of the object.
    String path();

    String type() default "string";

    /// Shown by `kubectl get -o wide` alone.
    boolean wide() default false;

    /// What the column tells.
    String tells();
}
