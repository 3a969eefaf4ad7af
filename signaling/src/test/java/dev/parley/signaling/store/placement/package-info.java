@NullMarked
package dev.parley.signaling.store.placement;

import org.jspecify.annotations.NullMarked;
