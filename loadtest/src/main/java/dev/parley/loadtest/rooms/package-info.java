/// `make bench-rooms`: a hundred thousand rooms in one Redis. Signaling's own rules and stores fill it,
/// without sockets; what they cost Redis then is compared with what they cost it when it was almost empty.
@NullMarked
package dev.parley.loadtest.rooms;

import org.jspecify.annotations.NullMarked;
