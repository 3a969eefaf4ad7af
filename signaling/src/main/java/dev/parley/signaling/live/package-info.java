/// The rooms that have sockets at this instance: a copy of each, kept up to date, and the way to its people.
/// Who is told what, once and in order, is decided here; what a decision means for nodes and leases is not.
@NullMarked
package dev.parley.signaling.live;

import org.jspecify.annotations.NullMarked;
