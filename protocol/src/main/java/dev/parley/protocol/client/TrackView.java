package dev.parley.protocol.client;

import dev.parley.room.Source;

/// A track that exists. `csrc` is found in the forwarded packets, so a page can tell whose picture a slot carries.
public record TrackView(Source source, boolean muted, long csrc) {}
