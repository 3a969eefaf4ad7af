/// When nothing came, and for how long: what a fault or a move costs those who listen and look.
@NullMarked
package dev.parley.loadtest.holes;

import org.jspecify.annotations.NullMarked;
