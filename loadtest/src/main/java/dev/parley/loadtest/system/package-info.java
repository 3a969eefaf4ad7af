/// A whole Parley as a process of its own, on loopback and on ports of its own, and what can be seen of it.
@NullMarked
package dev.parley.loadtest.system;

import org.jspecify.annotations.NullMarked;
