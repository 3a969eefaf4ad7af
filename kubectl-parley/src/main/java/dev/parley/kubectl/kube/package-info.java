/// What Kubernetes is asked and told: which cluster, which namespace, which resources, as they are and as
/// they change.
@NullMarked
package dev.parley.kubectl.kube;

import org.jspecify.annotations.NullMarked;
