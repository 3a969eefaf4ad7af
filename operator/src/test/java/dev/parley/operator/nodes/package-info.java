/// Media nodes as an HTTP server of the JDK plays them.
@NullMarked
package dev.parley.operator.nodes;

import org.jspecify.annotations.NullMarked;
