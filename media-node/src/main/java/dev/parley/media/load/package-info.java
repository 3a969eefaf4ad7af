/// How much of what a node can take it takes: the greatest of packets, bits, processor and loop lag, each as a
/// share of the node's capacity. What is read of doors and threads is a [dev.parley.media.load.Sample]; what it
/// means is a function of two of them.
@NullMarked
package dev.parley.media.load;

import org.jspecify.annotations.NullMarked;
