/// What a client sends: frames of its sources, cut into RTP packets, kept for a while to be sent again when a NACK
/// asks, and reported on. Lives on the client's loop.
@NullMarked
package dev.parley.rtc.client.send;

import org.jspecify.annotations.NullMarked;
