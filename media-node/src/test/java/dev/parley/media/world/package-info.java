/// A publisher, a node and a receiver in a world of virtual time, with seeded loss, jitter and reordering between them.
/// Everything but the network is the real code; a failing seed is a script that fails for ever.
@NullMarked
package dev.parley.media.world;

import org.jspecify.annotations.NullMarked;
