@NullMarked
package dev.parley.signaling.store.redis;

import org.jspecify.annotations.NullMarked;
