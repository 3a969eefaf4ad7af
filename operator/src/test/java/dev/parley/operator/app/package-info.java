/// The operator as a program.
@NullMarked
package dev.parley.operator.app;

import org.jspecify.annotations.NullMarked;
