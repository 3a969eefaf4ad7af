/// Who holds a session and who keeps it, decided purely (ADR-0013): no clock, no socket, no thread.
@NullMarked
package dev.parley.media.custody;

import org.jspecify.annotations.NullMarked;
