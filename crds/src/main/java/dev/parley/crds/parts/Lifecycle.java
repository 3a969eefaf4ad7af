package dev.parley.crds.parts;

import dev.parley.crds.schema.Range;
import dev.parley.crds.schema.Rule;
import org.jspecify.annotations.Nullable;

/// How long a recording is kept, counted in days from its end.
@Rule(
        value = "!has(self.archiveAfterDays) || !has(self.deleteAfterDays)"
                + " || self.archiveAfterDays < self.deleteAfterDays",
        says = "archiveAfterDays: %s (expected: less than deleteAfterDays, %s)",
        with = "self.archiveAfterDays, self.deleteAfterDays",
        at = ".archiveAfterDays")
public record Lifecycle(
        // Days until it goes to the archive class of the storage. Absent: never.
        @Range(min = 1, max = 36_500) @Nullable Integer archiveAfterDays,
        // Days until it is deleted. Absent: never.
        @Range(min = 1, max = 36_500) @Nullable Integer deleteAfterDays) {}
