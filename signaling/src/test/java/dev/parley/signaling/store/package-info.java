@NullMarked
package dev.parley.signaling.store;

import org.jspecify.annotations.NullMarked;
