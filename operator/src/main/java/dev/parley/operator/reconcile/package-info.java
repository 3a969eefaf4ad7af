/// The shell around the pure parts: what is there is read from watches, what should be there is applied, and where it
/// stands is told. A reconcile is five verbs: observe, wish, compare, apply, tell.
@NullMarked
package dev.parley.operator.reconcile;

import org.jspecify.annotations.NullMarked;
