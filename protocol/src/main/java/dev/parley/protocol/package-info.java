@NullMarked
package dev.parley.protocol;

import org.jspecify.annotations.NullMarked;
