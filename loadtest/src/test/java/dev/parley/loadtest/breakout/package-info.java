@NullMarked
package dev.parley.loadtest.breakout;

import org.jspecify.annotations.NullMarked;
