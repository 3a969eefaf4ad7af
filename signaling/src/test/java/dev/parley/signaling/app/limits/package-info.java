/// Every limit of `docs/limits.md`, reached over a real socket, and what people try who mean no good.
@NullMarked
package dev.parley.signaling.app.limits;

import org.jspecify.annotations.NullMarked;
