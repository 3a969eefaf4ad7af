/// A seeded path in virtual time, and what the estimator makes of it.
@NullMarked
package dev.parley.rtc.bandwidth;

import org.jspecify.annotations.NullMarked;
