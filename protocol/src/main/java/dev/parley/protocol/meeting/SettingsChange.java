package dev.parley.protocol.meeting;

import org.jspecify.annotations.Nullable;

/// The settings that are to change; what is absent stays.
public record SettingsChange(
        @Nullable Boolean locked,
        @Nullable Boolean waitingRoom,
        @Nullable Boolean webinar,
        @Nullable Boolean guestsMayChat,
        @Nullable Boolean guestsMayShare,
        @Nullable Boolean guestsMayUnmute,
        @Nullable HostLeaves hostLeaves) {
    public static final SettingsChange NONE = new SettingsChange(null, null, null, null, null, null, null);

    public RoomSettings on(RoomSettings now) {
        return new RoomSettings(
                or(locked, now.locked()),
                or(waitingRoom, now.waitingRoom()),
                or(webinar, now.webinar()),
                or(guestsMayChat, now.guestsMayChat()),
                or(guestsMayShare, now.guestsMayShare()),
                or(guestsMayUnmute, now.guestsMayUnmute()),
                hostLeaves == null ? now.hostLeaves() : hostLeaves);
    }

    private static boolean or(@Nullable Boolean asked, boolean now) {
        return asked == null ? now : asked;
    }
}
