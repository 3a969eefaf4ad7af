@NullMarked
package dev.parley.signaling.access;

import org.jspecify.annotations.NullMarked;
