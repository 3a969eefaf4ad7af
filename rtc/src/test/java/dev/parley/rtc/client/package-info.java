/// Clients against a small peer of their own: ICE-lite, DTLS, SRTP, and it sends back what it gets.
@NullMarked
package dev.parley.rtc.client;

import org.jspecify.annotations.NullMarked;
