/// The autoscaler by scripts, and by loads of a seed.
@NullMarked
package dev.parley.operator.autoscale;

import org.jspecify.annotations.NullMarked;
