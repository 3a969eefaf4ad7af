package dev.parley.crds.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.crds.schema.Default;
import dev.parley.crds.schema.Range;

/// How meetings are run, and how many people may be in them.
public record Meetings(
        // What clients publish, and WHIP publishers should (`PARLEY_VIDEO_CODEC`). Both can be watched.
        @Default("vp8") VideoCodec videoCodec,
        // People in one room, viewers not counted (`PARLEY_ROOM_PARTICIPANTS`).
        @Default("1000") @Range(min = 1, max = 100_000) int roomParticipants,
        // Viewers in one room (`PARLEY_ROOM_VIEWERS`).
        @Default("5000") @Range(max = 100_000) int roomViewers,
        // How long somebody stays in the room after the socket is gone (`PARLEY_GRACE_SECONDS`).
        @Default("20") @Range(min = 1, max = 600) int graceSeconds,
        // How long somebody may wait to be let in (`PARLEY_WAITING_SECONDS`).
        @Default("3600") @Range(min = 1, max = 86_400) int waitingSeconds,
        // How long an empty room is kept, with its chat and its settings (`PARLEY_EMPTY_ROOM_SECONDS`).
        @Default("3600") @Range(min = 1, max = 86_400) int emptyRoomSeconds,
        // How long a meeting that has lost its media node waits when there is no other
        // (`PARLEY_NO_MEDIA_SECONDS`).
        @Default("60") @Range(min = 1, max = 86_400) int noMediaSeconds) {

    public enum VideoCodec {
        /// VP8, RFC 7741.
        @JsonProperty("vp8")
        VP8,
        /// H264, RFC 6184.
        @JsonProperty("h264")
        H264
    }
}
