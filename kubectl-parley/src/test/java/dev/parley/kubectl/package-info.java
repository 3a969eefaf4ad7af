/// The plugin against a real API server, with a real signaling server behind it.
@NullMarked
package dev.parley.kubectl;

import org.jspecify.annotations.NullMarked;
