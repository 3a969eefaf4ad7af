/// HTTP: the server API under `/v1`, WHIP and WHEP, health and metrics. Translates between HTTP and the meeting, and
/// decides nothing. Every error is a problem document (RFC 9457) with a stable code.
@NullMarked
package dev.parley.signaling.http;

import org.jspecify.annotations.NullMarked;
