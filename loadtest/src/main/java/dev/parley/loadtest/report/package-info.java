/// What every report says of where and when it was made, and how a row of measurements is told in a few numbers.
@NullMarked
package dev.parley.loadtest.report;

import org.jspecify.annotations.NullMarked;
