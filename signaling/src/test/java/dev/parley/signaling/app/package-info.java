@NullMarked
package dev.parley.signaling.app;

import org.jspecify.annotations.NullMarked;
