/// How what should be there gets there: by server-side apply, and only where something differs. The comparison is pure;
/// [dev.parley.operator.apply.Applier] is the one place that writes objects.
@NullMarked
package dev.parley.operator.apply;

import org.jspecify.annotations.NullMarked;
