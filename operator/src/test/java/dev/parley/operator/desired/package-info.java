/// Golden folders: what is wished for, and what it becomes.
@NullMarked
package dev.parley.operator.desired;

import org.jspecify.annotations.NullMarked;
