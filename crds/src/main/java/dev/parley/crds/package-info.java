/// Parley as Kubernetes sees it: three kinds of resources of the group `parley.dev`. A field's comment is
/// what `kubectl explain` shows, its annotations are what the API server enforces; `make crds` writes both
/// down in `charts/parley-crds`, and `docs/resources.md` has them for reading.
@NullMarked
package dev.parley.crds;

import org.jspecify.annotations.NullMarked;
