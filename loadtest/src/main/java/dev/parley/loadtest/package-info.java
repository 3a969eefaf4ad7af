@NullMarked
package dev.parley.loadtest;

import org.jspecify.annotations.NullMarked;
