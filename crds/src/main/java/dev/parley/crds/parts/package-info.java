/// What several kinds of resources are made of.
@NullMarked
package dev.parley.crds.parts;

import org.jspecify.annotations.NullMarked;
