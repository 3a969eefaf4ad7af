/// What people ask of media nodes, by an annotation of their pods that the operator obeys, and how far it
/// has come.
@NullMarked
package dev.parley.kubectl.asking;

import org.jspecify.annotations.NullMarked;
