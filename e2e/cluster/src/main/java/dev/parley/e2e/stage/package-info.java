/// Meetings in the cluster, and what is seen of them while something happens to it.
@NullMarked
package dev.parley.e2e.stage;

import org.jspecify.annotations.NullMarked;
