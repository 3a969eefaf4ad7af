/// The cluster from outside: programs that are run, machines and pods that are broken.
@NullMarked
package dev.parley.e2e.machines;

import org.jspecify.annotations.NullMarked;
