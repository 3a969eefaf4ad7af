/// What is read off a fleet, and written down of it.
@NullMarked
package dev.parley.operator.sight;

import org.jspecify.annotations.NullMarked;
