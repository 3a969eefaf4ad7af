package dev.parley.crds.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How long a text, or each text of a list, may be. Every text has an end: the API server also reckons by
/// it what a rule may cost, and refuses a schema whose rules could cost too much.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Text {
    /// A name as Kubernetes wants them for most objects (RFC 1123).
    String NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    int min() default 1;

    int max();

    String pattern() default "";
}
