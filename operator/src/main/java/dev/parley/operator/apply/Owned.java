package dev.parley.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.Optional;

/// What is there of a resource, as far as is known here: what was written a moment ago is in it already.
public interface Owned {
    Optional<HasMetadata> find(HasMetadata wished);

    /// All that there is, to find what is no longer wished for.
    Collection<HasMetadata> all();

    /// This was written just now over `before`, which is what was found. Where something newer has been seen since,
    /// that is kept: the answer to a write may come later than what somebody else made of it.
    void written(HasMetadata object, Optional<HasMetadata> before);
}
