@NullMarked
package dev.parley.signaling.store.outbox;

import org.jspecify.annotations.NullMarked;
