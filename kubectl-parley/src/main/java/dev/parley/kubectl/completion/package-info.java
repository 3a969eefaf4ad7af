/// What a shell may offer next, as kubectl asks its plugins for it.
@NullMarked
package dev.parley.kubectl.completion;

import org.jspecify.annotations.NullMarked;
