/// How a node gives away its rooms: which one goes next, where to, and what becomes of those that cannot go. A
/// [dev.parley.media.drain.Drain] sees no clock, no thread and no link; it is told what there is and answers what
/// is to be done.
@NullMarked
package dev.parley.media.drain;

import org.jspecify.annotations.NullMarked;
