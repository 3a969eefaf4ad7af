/// The charts, by a real Helm: what they become, what they refuse, and what an API server and the operator say to it.
@NullMarked
package dev.parley.charts;

import org.jspecify.annotations.NullMarked;
