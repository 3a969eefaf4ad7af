package dev.parley.crds.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How a kind shows itself on the command line, and how it is scaled.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Resource {
    /// What all of Parley's kinds are listed by: `kubectl get parley`.
    String CATEGORY = "parley";

    Column[] columns();

    /// Where `kubectl scale` writes how many are wished for: none, if the kind cannot be scaled.
    String wishedReplicas() default "";

    /// Where the operator tells how many there are.
    String replicas() default "";

    /// Where the operator tells which pods they are.
    String selector() default "";
}
