/// The one offer a client makes and the one answer it takes (ADR-0001): what it sends, then its slots. Pure.
@NullMarked
package dev.parley.rtc.client.offer;

import org.jspecify.annotations.NullMarked;
