/// Options that several commands have, and how their values are read.
@NullMarked
package dev.parley.kubectl.options;

import org.jspecify.annotations.NullMarked;
