/// What signaling is asked, through Kubernetes and with the key of its own REST API.
@NullMarked
package dev.parley.kubectl.signaling;

import org.jspecify.annotations.NullMarked;
