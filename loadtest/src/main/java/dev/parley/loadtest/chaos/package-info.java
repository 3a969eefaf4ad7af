/// `make chaos`: a whole Parley as processes on machines of their own, meetings under way, and everything
/// that can die, hang or be cut off does so, by a seed. Measured is who heard and saw nothing for how long;
/// asserted is that nobody lost a meeting, a role or a place, and that everybody is told the same.
@NullMarked
package dev.parley.loadtest.chaos;

import org.jspecify.annotations.NullMarked;
