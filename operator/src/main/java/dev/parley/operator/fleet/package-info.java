/// The life of a region's media nodes, `Active → Cordoned → Draining → Drained → Deleted`: what is next for
/// each is a pure function of what is wished for, what is seen now, and what was written down of them
/// before. Nothing is remembered, so whoever leads next goes on where the last one stopped. What a pass
/// decides is written down first, and done then; a pass that dies in between is done again, and each
/// [dev.parley.operator.fleet.Act] may be.
@NullMarked
package dev.parley.operator.fleet;

import org.jspecify.annotations.NullMarked;
