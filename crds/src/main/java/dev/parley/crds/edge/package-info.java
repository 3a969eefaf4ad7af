/// The spec and the status of a RegionEdge: the media nodes of one region.
@NullMarked
package dev.parley.crds.edge;

import org.jspecify.annotations.NullMarked;
