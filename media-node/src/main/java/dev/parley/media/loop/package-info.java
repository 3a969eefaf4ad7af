/// The loops: each owns one UDP port and every room pinned to it, and is the only thread to touch them.
@NullMarked
package dev.parley.media.loop;

import org.jspecify.annotations.NullMarked;
