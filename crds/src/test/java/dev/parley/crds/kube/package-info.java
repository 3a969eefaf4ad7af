/// A real API server with its etcd, as processes of their own on loopback, for tests.
@NullMarked
package dev.parley.crds.kube;

import org.jspecify.annotations.NullMarked;
