/// The way out: slots, rewriting, retransmission and feedback of one receiver.
@NullMarked
package dev.parley.media.egress;

import org.jspecify.annotations.NullMarked;
