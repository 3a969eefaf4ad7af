package dev.parley.kubectl.signaling;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.crds.schema.Absent;
import dev.parley.crds.schema.Moment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the server API answers, as far as it is shown: `GET /v1/openapi.json` has the whole. A server of
/// another release may say more.
public final class Told {
    private Told() {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RoomPage(List<RoomLine> rooms, @Nullable String next) {
        public RoomPage {
            rooms = Absent.asEmpty(rooms);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RoomLine(
            String id, @Nullable String name, @Moment Instant createdAt, int participants) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Room(
            String id,
            @Nullable String name,
            @Moment Instant createdAt,
            List<Participant> participants,
            int viewers,
            List<Waiting> waiting,
            @Nullable Media media) {
        public Room {
            participants = Absent.asEmpty(participants);
            waiting = Absent.asEmpty(waiting);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Media(String node, long epoch) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Participant(
            String id,
            String identity,
            String name,
            String role,
            @Moment Instant joinedAt,
            boolean connected,
            @Nullable String breakout,
            List<Track> tracks) {
        public Participant {
            tracks = Absent.asEmpty(tracks);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Track(String source, boolean muted) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Waiting(String id, String name, @Moment Instant waitingSince) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Nodes(List<SeenNode> nodes) {
        public Nodes {
            nodes = Absent.asEmpty(nodes);
        }
    }

    /// A node, as a signaling instance sees it.
    ///
    /// @param id absent where none was ever met at this address
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SeenNode(
            @Nullable String id,
            String url,
            boolean linked,
            boolean draining,
            boolean lost,
            @Nullable Integer rooms,
            @Nullable Integer sessions,
            @Nullable Double load) {}

    /// RFC 9457.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Problem(@Nullable String code, @Nullable String detail) {}
}
