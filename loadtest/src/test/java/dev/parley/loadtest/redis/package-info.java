/// A whole fleet as processes, whose signaling instances and whose Redis are in trouble while frames are
/// counted.
@NullMarked
package dev.parley.loadtest.redis;

import org.jspecify.annotations.NullMarked;
