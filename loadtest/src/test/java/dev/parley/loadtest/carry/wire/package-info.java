@NullMarked
package dev.parley.loadtest.carry.wire;

import org.jspecify.annotations.NullMarked;
