/// Why something is as it is, in sentences, and what somebody could do about it; pure.
@NullMarked
package dev.parley.kubectl.why;

import org.jspecify.annotations.NullMarked;
