/// What a client receives: slots, each one SSRC for the life of the session; what is missing is asked for again, and
/// what came is reported on. Lives on the client's loop.
@NullMarked
package dev.parley.rtc.client.receive;

import org.jspecify.annotations.NullMarked;
