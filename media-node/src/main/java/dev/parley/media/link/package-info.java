/// The link between two nodes: mutually authenticated TLS and the frames on it. What they mean is decided
/// elsewhere.
@NullMarked
package dev.parley.media.link;

import org.jspecify.annotations.NullMarked;
