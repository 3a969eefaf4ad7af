/// What a node costs: shapes of load through a real node in a process of its own, over loopback, and tables of what was
/// measured. Printed, never asserted.
@NullMarked
package dev.parley.loadtest.bench;

import org.jspecify.annotations.NullMarked;
