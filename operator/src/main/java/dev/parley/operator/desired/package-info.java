/// What should be there, as pure functions of what is wished for: no client, no clock, no chance. What both kinds of
/// resources need is here; `edge` and `cluster` make their objects of it. Golden folders in the tests show all of it.
@NullMarked
package dev.parley.operator.desired;

import org.jspecify.annotations.NullMarked;
