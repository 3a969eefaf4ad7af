/// What is done to Parley in the cluster while people meet.
@NullMarked
package dev.parley.e2e.trials;

import org.jspecify.annotations.NullMarked;
