@NullMarked
package dev.parley.signaling.rooms.rules;

import org.jspecify.annotations.NullMarked;
