package dev.parley.crds.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How many entries a list or a map may have. A list of objects is merged by its keys, so that two owners
/// can each apply their own entries; a list of words is a set.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Items {
    int min() default 0;

    int max();

    /// The fields that tell entries apart. None: nothing does, and the list is replaced as a whole.
    String[] keys() default {};
}
