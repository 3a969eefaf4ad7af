package dev.parley.signaling.rooms;

/// Every reason why an ask is not done. The code is stable: programs switch on it, metrics count by it.
public enum Refusal {
    UNKNOWN_PROTOCOL("unknown-protocol", "This server speaks another version of the protocol."),
    TOKEN_NOT_VALID("token-not-valid", "The token is not one that this server has issued."),
    TOKEN_EXPIRED("token-expired", "The token has expired."),
    TOKEN_NOT_YET_VALID("token-not-yet-valid", "The token is not valid yet."),
    OTHER_ROOM("other-room", "The token is for another room."),
    NOT_JOINED("not-joined", "Join first."),
    ALREADY_JOINED("already-joined", "This socket has joined already."),
    NOT_HOST("not-host", "Only a host may do this."),
    NOT_MODERATOR("not-moderator", "Only a host or a co-host may do this."),
    TARGET_IS_HOST("target-is-host", "This cannot be done to a host."),
    LAST_HOST("last-host", "The last host must name another host first."),
    MAY_NOT_PUBLISH("may-not-publish", "Neither role nor token allow sending this."),
    NO_SUCH_ROOM("no-such-room", "There is no such room."),
    NO_SUCH_PARTICIPANT("no-such-participant", "There is no such participant in the room."),
    NO_SUCH_TRACK("no-such-track", "The participant does not send this."),
    NO_SUCH_SESSION("no-such-session", "There is no such media session."),
    ROOM_EXISTS("room-exists", "There is a room of this name already."),
    ROOM_FULL("room-full", "The room is full."),
    NAME_NOT_VALID("name-not-valid", "This name is empty, too long or not text."),
    IDENTITY_NOT_VALID("identity-not-valid", "This identity is empty, too long or not text."),
    CHAT_NOT_VALID("chat-not-valid", "This message is empty or too long."),
    REASON_NOT_VALID("reason-not-valid", "This reason is too long."),
    TOO_MANY_ASKS("too-many-asks", "Too many asks in too short a time."),
    TOO_MANY_JOINS("too-many-joins", "Too many people are joining at once. Try again in a moment."),
    NO_MEDIA_NODE("no-media-node", "No media server is available. Try again in a moment."),
    MEDIA_REFUSED("media-refused", "The media server does not accept this."),
    BUSY("busy", "The room changed too often meanwhile. Try again."),
    STORE_UNAVAILABLE("store-unavailable", "The meeting's memory cannot be reached. Try again in a moment."),
    SHUTTING_DOWN("shutting-down", "This server is stopping. Come back: another one answers.");

    private final String code;
    private final String message;

    Refusal(String code, String message) {
        this.code = code;
        this.message = message;
    }

    public String code() {
        return code;
    }

    public String message() {
        return message;
    }
}
