/// The store in Redis 6.2 or newer, through Lettuce. Every change is one script, so it happens as a whole or
/// not at all; all keys of a room share the hash tag `{room}`, so a script stays within one slot of a cluster.
@NullMarked
package dev.parley.signaling.store.redis;

import org.jspecify.annotations.NullMarked;
