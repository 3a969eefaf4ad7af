/// What happens by the clock in the rooms, whichever instance lives to do it.
@NullMarked
package dev.parley.signaling.timers;

import org.jspecify.annotations.NullMarked;
