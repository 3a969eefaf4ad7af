/// What the tests of the operator share.
@NullMarked
package dev.parley.operator;

import org.jspecify.annotations.NullMarked;
