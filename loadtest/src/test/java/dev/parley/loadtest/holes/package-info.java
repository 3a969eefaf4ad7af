@NullMarked
package dev.parley.loadtest.holes;

import org.jspecify.annotations.NullMarked;
