package dev.parley.crds.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.crds.parts.SecretKey;
import dev.parley.crds.parts.Switch;
import dev.parley.crds.schema.Absent;
import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Items;
import dev.parley.crds.schema.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a meeting system should be like.
@Rule(
        value = "self.profile != 'Production' || self.redis.type == 'External'",
        says = "redis.type: %s (expected with profile Production: External; the bundled Redis keeps "
                + "nothing when its pod goes)",
        with = "self.redis.type",
        at = ".redis")
@Rule(
        value = "self.recording.state == 'Disabled' || has(self.storage)",
        says = "storage: none (expected with recording.state Enabled: where recordings go)")
public record MeetingClusterSpec(
        // Whether people depend on it (`PARLEY_PROFILE`).
        @Default("Production") Profile profile,
        // Which programs run.
        @Default("{}") Images images,
        // Where the truth of the meetings lives.
        Redis redis,
        // Where recordings go. Needed for recording only.
        @Nullable Storage storage,
        // What applications sign their tokens with. Exactly one has no end: the current one. To change it,
        // add the new one, and give the old one an end after the last token it signed.
        @Rule(
                value = "self.exists_one(it, !has(it.acceptedUntil))",
                says = "apiKeys: %s without acceptedUntil (expected: exactly 1, the current one)",
                with = "self.filter(it, !has(it.acceptedUntil)).size()")
        @Items(min = 1, max = 4, keys = "name")
        List<ApiKey> apiKeys,
        // What signaling and media nodes prove themselves with (`PARLEY_NODE_SECRET`). Absent: the
        // operator makes a Secret of its own and never shows it.
        @Nullable SecretKey nodeSecret,
        // The servers that clients and applications speak with.
        @Default("{}") Signaling signaling,
        // How meetings are run, and how many people may be in them.
        @Default("{}") Meetings meetings,
        // Who is told what happens in rooms.
        @Nullable Webhooks webhooks,
        // What media nodes are like, unless their RegionEdge says otherwise.
        @Default("{}") Media media,
        // How media nodes are replaced by others of another version, unless their RegionEdge says otherwise.
        @Default("{}") Update update,
        // How media nodes give away their rooms, unless their RegionEdge says otherwise.
        @Default("{}") Drain drain,
        // What recordings are like, unless their RecordingJob says otherwise.
        @Default("{}") Recording recording,
        // What Parley shows of itself to those who run it.
        @Default("{}") Observability observability,
        // Whether pods are closed to everything but what they need. Disabled where the cluster has
        // policies of its own.
        @Default("Enabled") Switch networkPolicies,
        // While true the operator changes nothing, and says so.
        @Default("false") boolean paused) {

    public MeetingClusterSpec {
        apiKeys = Absent.asEmpty(apiKeys);
    }

    public enum Profile {
        /// Development secrets and a bundled Redis are refused.
        @JsonProperty("Production")
        PRODUCTION,
        /// Good enough to try it.
        @JsonProperty("Trial")
        TRIAL
    }
}
