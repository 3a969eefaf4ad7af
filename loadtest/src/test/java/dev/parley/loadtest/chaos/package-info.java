@NullMarked
package dev.parley.loadtest.chaos;

import org.jspecify.annotations.NullMarked;
