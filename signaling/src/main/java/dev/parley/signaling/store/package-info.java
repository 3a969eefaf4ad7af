/// Where a meeting's truth lives: `memory` for tests and trials, `redis` for everything else. One contract test
/// for both. The keys are described in `docs/redis-keys.md`.
@NullMarked
package dev.parley.signaling.store;

import org.jspecify.annotations.NullMarked;
