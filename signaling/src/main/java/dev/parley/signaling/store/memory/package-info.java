/// The store in this process's memory: for tests, and for a trial without Redis. Gone with the process.
@NullMarked
package dev.parley.signaling.store.memory;

import org.jspecify.annotations.NullMarked;
