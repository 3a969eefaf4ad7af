/// The node's HTTP door for programs, not for people: sessions in the shape of WHIP (RFC 9725), the link to signaling,
/// metrics and health. Everything below `/v1` needs the node secret. Errors are problems (RFC 9457) with a `code`.
@NullMarked
package dev.parley.media.http;

import org.jspecify.annotations.NullMarked;
