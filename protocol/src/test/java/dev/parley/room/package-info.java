@NullMarked
package dev.parley.room;

import org.jspecify.annotations.NullMarked;
