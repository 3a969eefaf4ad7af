/// What is read off the objects of Kubernetes and what is written down of them: pods, machines, load balancers,
/// the status of a region. Pure.
@NullMarked
package dev.parley.operator.sight;

import org.jspecify.annotations.NullMarked;
