/// What was seen, as a table.
@NullMarked
package dev.parley.e2e.report;

import org.jspecify.annotations.NullMarked;
