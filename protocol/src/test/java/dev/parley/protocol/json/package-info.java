@NullMarked
package dev.parley.protocol.json;

import org.jspecify.annotations.NullMarked;
