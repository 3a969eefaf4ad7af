package dev.parley.crds.edge;

import dev.parley.crds.schema.Range;
import dev.parley.crds.schema.Rule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/// How the nodes of this region are replaced, where it differs from the MeetingCluster.
@Rule(
        value = "!has(self.pauseAfterCanary) || !self.pauseAfterCanary || !has(self.canary) || self.canary > 0",
        says = "pauseAfterCanary: true (expected: false with canary 0, or the update never begins)",
        at = ".pauseAfterCanary")
public record Update(
        // How many nodes may be drained at once: a number, or a share such as 25%.
        @Rule(
                value = "type(self) == int ? self >= 1 && self <= 256 : self.matches('^([1-9][0-9]?|100)%$')",
                says = "maxUnavailable: %s (expected: 1..256, or 1%%..100%%)",
                with = "self")
        @Nullable
        IntOrString maxUnavailable,
        // How many nodes more than wished for there may be meanwhile.
        @Range(max = 256) @Nullable Integer maxSurge,
        // How many nodes are replaced first, and watched, before the others follow.
        @Range(max = 256) @Nullable Integer canary,
        // Whether the others wait until this is false again.
        @Nullable Boolean pauseAfterCanary) {}
