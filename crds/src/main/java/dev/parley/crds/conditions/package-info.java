/// How a resource says where it stands, in a form that `kubectl wait` and every kstatus-aware tool
/// understand. `Ready` is always there; `Reconciling` and `Stalled` only while they are true. Each names
/// the generation that it speaks of.
@NullMarked
package dev.parley.crds.conditions;

import org.jspecify.annotations.NullMarked;
