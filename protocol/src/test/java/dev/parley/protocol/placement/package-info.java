@NullMarked
package dev.parley.protocol.placement;

import org.jspecify.annotations.NullMarked;
