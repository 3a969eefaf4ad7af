/// A room: who publishes, who receives, who speaks.
@NullMarked
package dev.parley.media.router;

import org.jspecify.annotations.NullMarked;
