@NullMarked
package dev.parley.loadtest.soak;

import org.jspecify.annotations.NullMarked;
