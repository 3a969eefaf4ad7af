/// How answers look: aligned tables, ages as kubectl tells them, colours on a terminal, JSON and YAML for
/// programs.
@NullMarked
package dev.parley.kubectl.print;

import org.jspecify.annotations.NullMarked;
