package dev.parley.crds.cluster;

import dev.parley.crds.parts.SecretKey;
import dev.parley.crds.schema.Moment;
import dev.parley.crds.schema.Text;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an application signs its tokens with.
public record ApiKey(
        // The issuer in tokens, and the user name of the REST API (`PARLEY_API_KEY`).
        @Text(max = 64, pattern = "^[-._A-Za-z0-9]+$") String name,
        // At least 32 bytes that sign tokens, and the password of the REST API (`PARLEY_API_SECRET`).
        SecretKey secret,
        // Until when its tokens are accepted (`PARLEY_API_FORMER_KEYS`). Absent: it is the current one.
        @Moment @Nullable Instant acceptedUntil) {}
