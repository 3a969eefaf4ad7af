/// What it costs and how long it takes that sessions go from node to node: `make bench-carry`. A node with
/// all meetings dies, hangs or is cut off; rooms are moved while everybody speaks; and a node writes a
/// thousand sessions down for its keeper.
@NullMarked
package dev.parley.loadtest.carry;

import org.jspecify.annotations.NullMarked;
