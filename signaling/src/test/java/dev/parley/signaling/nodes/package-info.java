/// Links to nodes that come and go, without the rest of signaling.
@org.jspecify.annotations.NullMarked
package dev.parley.signaling.nodes;
