package dev.parley.protocol.meeting;

/// How a meeting is run. Hosts and co-hosts change it at any time.
/// - `locked`: nobody new comes in, but a host by token.
/// - `waitingRoom`: newcomers wait until they are let in.
/// - `webinar`: newcomers are viewers, whatever their token says, but for hosts and co-hosts.
/// - `guestsMay…`: what guests and viewers may do; hosts and co-hosts always may. Who may not unmute can still be asked
///   to.
public record RoomSettings(
        boolean locked,
        boolean waitingRoom,
        boolean webinar,
        boolean guestsMayChat,
        boolean guestsMayShare,
        boolean guestsMayUnmute,
        HostLeaves hostLeaves) {
    public static final RoomSettings STANDARD =
            new RoomSettings(false, false, false, true, true, true, HostLeaves.PROMOTE);
}
