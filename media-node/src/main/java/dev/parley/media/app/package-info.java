/// The program: reads the settings, builds every object by constructor, starts and stops them.
@NullMarked
package dev.parley.media.app;

import org.jspecify.annotations.NullMarked;
