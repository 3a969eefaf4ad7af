/// The meeting as data and rules: `decide(state, actor, ask) -> events` and `apply(event) -> state`, both pure.
/// No clock, no randomness, no Redis, no socket: whatever of those a decision needs arrives inside the ask.
@NullMarked
package dev.parley.signaling.rooms;

import org.jspecify.annotations.NullMarked;
