/// What a room's copy owes its sockets when its store is away: nothing is lost, only late.
@NullMarked
package dev.parley.signaling.live;

import org.jspecify.annotations.NullMarked;
