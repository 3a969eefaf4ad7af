/// As much of a kubelet as a port-forward needs.
@NullMarked
package dev.parley.kubectl.kubelet;

import org.jspecify.annotations.NullMarked;
