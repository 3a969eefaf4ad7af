package dev.parley.crds.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A kind whose spec does not change any more from some moment on: a rule for each field, so that none is
/// forgotten.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Frozen {
    /// The moment, as an expression of `oldSelf`.
    String once();

    /// The one field that may still change.
    String but();

    /// What a person reads behind the name of the field, as in [Rule#says()].
    String says();

    String with();
}
