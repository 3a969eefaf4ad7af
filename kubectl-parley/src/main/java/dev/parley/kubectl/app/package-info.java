/// The program: its commands, its exit codes, and how it says that something went wrong.
@NullMarked
package dev.parley.kubectl.app;

import org.jspecify.annotations.NullMarked;
