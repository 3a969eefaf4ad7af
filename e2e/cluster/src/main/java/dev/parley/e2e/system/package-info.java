/// Parley in the cluster: how it is installed and removed, and what is seen of it.
@NullMarked
package dev.parley.e2e.system;

import org.jspecify.annotations.NullMarked;
