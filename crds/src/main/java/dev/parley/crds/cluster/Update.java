package dev.parley.crds.cluster;

import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Range;
import dev.parley.crds.schema.Rule;
import io.fabric8.kubernetes.api.model.IntOrString;

/// How media nodes are replaced by others of another version.
@Rule(
        value = "!self.pauseAfterCanary || self.canary > 0",
        says = "pauseAfterCanary: true (expected: false with canary 0, or the update never begins)",
        at = ".pauseAfterCanary")
public record Update(
        // How many nodes of a region may be drained at once: a number, or a share such as 25%.
        @Rule(
                value = "type(self) == int ? self >= 1 && self <= 256 : self.matches('^([1-9][0-9]?|100)%$')",
                says = "maxUnavailable: %s (expected: 1..256, or 1%%..100%%)",
                with = "self")
        @Default("1")
        IntOrString maxUnavailable,
        // How many nodes more than wished for a region may have meanwhile, so that rooms have where to go.
        @Default("1") @Range(max = 256) int maxSurge,
        // How many nodes of a region are replaced first, and watched, before the others follow.
        @Default("1") @Range(max = 256) int canary,
        // Whether the others wait until this is false again.
        @Default("false") boolean pauseAfterCanary) {}
