@NullMarked
package dev.parley.signaling.rooms;

import org.jspecify.annotations.NullMarked;
