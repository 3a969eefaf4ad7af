/// The fleet in virtual time: pods, machines, nodes with people on them, and operators that die wherever it hurts.
@NullMarked
package dev.parley.operator.fleet;

import org.jspecify.annotations.NullMarked;
