/// A media node in a process of its own, and what can be read of it from outside: its HTTP API, its metrics, and what
/// the kernel says of the process.
@NullMarked
package dev.parley.loadtest.node;

import org.jspecify.annotations.NullMarked;
