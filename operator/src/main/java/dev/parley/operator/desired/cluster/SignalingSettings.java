package dev.parley.operator.desired.cluster;

import dev.parley.crds.cluster.ApiKey;
import dev.parley.crds.cluster.MeetingClusterSpec.Profile;
import dev.parley.crds.cluster.Meetings;
import dev.parley.crds.cluster.Redis;
import dev.parley.crds.cluster.Webhooks;
import dev.parley.crds.parts.SecretKey;
import dev.parley.operator.desired.ApiKeys;
import dev.parley.operator.desired.Names;
import dev.parley.operator.desired.NodeSecret;
import dev.parley.operator.desired.Settings;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The environment of signaling, as `docs/configuration.md` lists it.
final class SignalingSettings {
    private static final int NODE_HTTP_PORT = 9_100;

    private SignalingSettings() {}

    static List<EnvVar> of(Meeting meeting) {
        var spec = meeting.spec();
        var signaling = spec.signaling();
        var settings = new Settings()
                .is("PARLEY_HTTP_PORT", SignalingPods.HTTP_PORT)
                .is("PARLEY_PROFILE", spec.profile() == Profile.PRODUCTION ? "production" : null)
                .is("PARLEY_API_KEY", ApiKeys.current(spec.apiKeys()).name())
                .secret("PARLEY_API_SECRET", ApiKeys.current(spec.apiKeys()).secret())
                .secret("PARLEY_NODE_SECRET", NodeSecret.of(meeting.resource()))
                .is("PARLEY_NODES", nodes(meeting));
        formerKeys(settings, spec.apiKeys());
        redis(settings, meeting);
        meetings(settings, spec.meetings());
        settings.is("PARLEY_SOCKETS", signaling.sockets())
                .is("PARLEY_STRANGERS_PER_ADDRESS", signaling.strangersPerAddress())
                .is("PARLEY_JOINS_PER_ADDRESS", signaling.joinsPerAddress())
                .is("PARLEY_JOINS_PER_ROOM", signaling.joinsPerRoom());
        webhooks(settings, spec.webhooks());
        return settings.variables();
    }

    /// Their end is in it, so signaling forgets them by itself, and no pod is replaced for it.
    private static void formerKeys(Settings settings, List<ApiKey> keys) {
        var former = new ArrayList<String>();
        for (ApiKey key : keys) {
            if (key.acceptedUntil() != null) {
                String variable = "API_SECRET_" + former.size();
                settings.secret(variable, key.secret());
                former.add(key.name() + "@" + key.acceptedUntil() + "=$(" + variable + ")");
            }
        }
        settings.is("PARLEY_API_FORMER_KEYS", former.isEmpty() ? null : String.join(" ", former));
    }

    /// All nodes of all regions are behind one name, so a node that comes or goes restarts no signaling.
    private static String nodes(Meeting meeting) {
        return "dns:http://" + Names.nodes(meeting.name()) + "." + meeting.namespace() + ".svc:" + NODE_HTTP_PORT;
    }

    private static void redis(Settings settings, Meeting meeting) {
        Redis.External external = meeting.spec().redis().external();
        if (external == null) {
            settings.is("PARLEY_REDIS_URL", "redis://" + Names.redis(meeting.name()) + ":" + BundledRedis.PORT);
            return;
        }
        settings.secret("REDIS_USERNAME", external.username())
                .secret("REDIS_PASSWORD", external.password())
                .is("PARLEY_REDIS_URL", withCredentials(external))
                .is("PARLEY_REDIS_CA_FILE", external.certificateAuthority() == null ? null : RedisAuthority.FILE);
    }

    /// Kubernetes puts the values in when the container starts, so they stand in no object.
    private static String withCredentials(Redis.External external) {
        String who = reference(external.username(), "REDIS_USERNAME");
        String password = reference(external.password(), "REDIS_PASSWORD");
        if (who.isEmpty() && password.isEmpty()) {
            return external.url();
        }
        int host = external.url().indexOf("://") + "://".length();
        String secret = password.isEmpty() ? "" : ":" + password;
        return external.url().substring(0, host) + who + secret + "@"
                + external.url().substring(host);
    }

    private static String reference(@Nullable SecretKey secret, String variable) {
        return secret == null ? "" : "$(" + variable + ")";
    }

    private static void meetings(Settings settings, Meetings meetings) {
        settings.is(
                        "PARLEY_VIDEO_CODEC",
                        switch (meetings.videoCodec()) {
                            case VP8 -> "vp8";
                            case H264 -> "h264";
                        })
                .is("PARLEY_ROOM_PARTICIPANTS", meetings.roomParticipants())
                .is("PARLEY_ROOM_VIEWERS", meetings.roomViewers())
                .is("PARLEY_GRACE_SECONDS", meetings.graceSeconds())
                .is("PARLEY_WAITING_SECONDS", meetings.waitingSeconds())
                .is("PARLEY_EMPTY_ROOM_SECONDS", meetings.emptyRoomSeconds())
                .is("PARLEY_NO_MEDIA_SECONDS", meetings.noMediaSeconds());
    }

    private static void webhooks(Settings settings, @Nullable Webhooks webhooks) {
        if (webhooks == null) {
            return;
        }
        var secrets = webhooks.secrets();
        for (int i = 0; i < secrets.size(); i++) {
            settings.secret("WEBHOOK_SECRET_" + i, secrets.get(i));
        }
        settings.is("PARLEY_WEBHOOK_URLS", String.join(",", webhooks.urls()))
                .is(
                        "PARLEY_WEBHOOK_SECRETS",
                        IntStream.range(0, secrets.size())
                                .mapToObj(i -> "$(WEBHOOK_SECRET_" + i + ")")
                                .collect(Collectors.joining(",")))
                .is("PARLEY_WEBHOOK_EVENTS", webhooks.events().isEmpty() ? null : String.join(",", webhooks.events()));
    }
}
