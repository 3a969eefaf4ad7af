/// One offer, one answer and the value that a session is.
@NullMarked
package dev.parley.media.session;

import org.jspecify.annotations.NullMarked;
