package dev.parley.crds.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.crds.parts.Resources;
import dev.parley.crds.parts.SecretKey;
import dev.parley.crds.schema.Rule;
import dev.parley.crds.schema.Text;
import org.jspecify.annotations.Nullable;

/// Where the truth of the meetings lives.
@Rule(
        value = "self.type != 'External' || has(self.external)",
        says = "external: none (expected with type External: where it is)")
@Rule(
        value = "self.type == 'External' || !has(self.external)",
        says = "external: %s (expected: none with type %s)",
        with = "self.external.url, self.type",
        at = ".external")
@Rule(
        value = "self.type == 'Bundled' || !has(self.bundled)",
        says = "bundled: present (expected: none with type %s)",
        with = "self.type",
        at = ".bundled")
public record Redis(
        // Whose Redis it is.
        Type type,
        // The Redis that the operator runs, with type Bundled.
        @Nullable Bundled bundled,
        // The Redis that somebody else runs, with type External.
        @Nullable External external) {

    public enum Type {
        /// One pod that the operator runs, without persistence: for trials.
        @JsonProperty("Bundled")
        BUNDLED,
        /// One that is there already: a server, a master behind sentinels, or a cluster.
        @JsonProperty("External")
        EXTERNAL
    }

    /// The Redis that the operator runs.
    public record Bundled(
            // What its pod may use.
            @Nullable Resources resources) {}

    /// The Redis that somebody else runs.
    public record External(
            // Its URL without user and password (`PARLEY_REDIS_URL`): redis:// for one server,
            // redis-sentinel://host:port,host:port#master, redis-cluster://host:port,host:port; with TLS
            // rediss://, rediss-sentinel:// or rediss-cluster://.
            @Rule(
                    value = "self.matches('^rediss?(-sentinel|-cluster)?://.+$')",
                    says = "url: %s (expected: redis://, redis-sentinel:// or redis-cluster://, or with TLS "
                            + "rediss://, rediss-sentinel:// or rediss-cluster://)",
                    with = "self")
            @Rule(
                    value = "!self.contains('@')",
                    says = "url: with user or password (expected: none in it; they belong into a Secret, see "
                            + "username and password)")
            @Rule(
                    value = "!self.matches('^rediss?-sentinel://') || self.matches('#[-._A-Za-z0-9]+$')",
                    says = "url: %s (expected with sentinels: #name-of-the-master at the end)",
                    with = "self")
            @Text(max = 2_048)
            String url,
            // The user name. Absent: none.
            @Nullable SecretKey username,
            // The password. Absent: none.
            @Nullable SecretKey password,
            // Who vouches for its certificate, in PEM (`PARLEY_REDIS_CA_FILE`). Absent: those whom Java
            // trusts.
            @Nullable SecretKey certificateAuthority) {}
}
