@NullMarked
package dev.parley.signaling.rooms.telling;

import org.jspecify.annotations.NullMarked;
