/// The objects of a RegionEdge: its media nodes, and how clients reach them.
@NullMarked
package dev.parley.operator.desired.edge;

import org.jspecify.annotations.NullMarked;
