/// `make soak`: people come and go for half an hour, and the system must look as it did before. What happens is seeded
/// ([dev.parley.loadtest.soak.Script]), what it means is judged by pure functions ([dev.parley.loadtest.soak.Trend],
/// [dev.parley.loadtest.soak.SlotWatch], [dev.parley.loadtest.soak.Verdicts]).
@NullMarked
package dev.parley.loadtest.soak;

import org.jspecify.annotations.NullMarked;
