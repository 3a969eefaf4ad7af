/// What this program counts about itself, in one place, so that a name means one thing.
@NullMarked
package dev.parley.signaling.meters;

import org.jspecify.annotations.NullMarked;
