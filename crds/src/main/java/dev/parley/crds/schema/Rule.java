package dev.parley.crds.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What bounds alone cannot say, in the words of CEL, which the API server evaluates: `self` is the value
/// the rule stands at, `oldSelf` what it was. A rule that names `oldSelf` holds for changes only.
@Repeatable(Rule.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Rule {
    /// True for what is accepted.
    String value();

    /// What a person reads: the value, and what was expected. Each `%s` is a value of [#with()].
    String says();

    /// Expressions with commas between, for what stands in [#says()]. They are put in by a format: by the
    /// API server's reckoning a sum of texts with a number in it could be of any length, and so cost too
    /// much.
    String with() default "";

    /// Below which field it is told, seen from here: `.host`.
    String at() default "";

    /// All rules of one place, in their order.
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
    @interface All {
        Rule[] value();
    }
}
