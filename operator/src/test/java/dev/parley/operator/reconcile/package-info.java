/// The reconcilers on a real API server, which has no controllers: what those would write, the tests do.
@NullMarked
package dev.parley.operator.reconcile;

import org.jspecify.annotations.NullMarked;
