/// All of Parley on one machine and in one JVM, with nothing to install: a real Redis that travels inside a jar,
/// two media nodes, signaling and the page. The parts speak to one another as they do in a cluster, over HTTP,
/// WebSocket and Redis; only the process is shared. [dev.parley.standalone.StandaloneApplication] is what `make up`
/// runs.
@NullMarked
package dev.parley.standalone;

import org.jspecify.annotations.NullMarked;
