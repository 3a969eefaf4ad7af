/// How many nodes a region should have, by the load that its nodes measure. Pure: since when a load is as it is
/// stands in the status, so that the next leader does not begin to count anew.
@NullMarked
package dev.parley.operator.autoscale;

import org.jspecify.annotations.NullMarked;
