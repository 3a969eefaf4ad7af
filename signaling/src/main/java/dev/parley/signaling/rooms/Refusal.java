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
    LAST_HOST("last-host", "The host must make somebody else host first."),
    MAY_NOT_PUBLISH("may-not-publish", "Neither role nor token allow sending this."),
    MAY_NOT_SHARE("may-not-share", "The host does not allow sharing."),
    MAY_NOT_UNMUTE("may-not-unmute", "The host does not allow unmuting."),
    MAY_NOT_CHAT("may-not-chat", "The host does not allow writing to everyone."),
    NOT_A_PERSON("not-a-person", "Only somebody at a page can have this role."),
    NO_SUCH_ROOM("no-such-room", "There is no such room."),
    NO_SUCH_PARTICIPANT("no-such-participant", "There is no such participant in the room."),
    NO_SUCH_TRACK("no-such-track", "The participant does not send this."),
    NO_SUCH_SESSION("no-such-session", "There is no such media session."),
    ROOM_EXISTS("room-exists", "There is a room of this name already."),
    ROOM_FULL("room-full", "The room is full."),
    ROOM_LOCKED("room-locked", "The meeting is locked. Nobody new comes in for now."),
    REMOVED("removed", "You were removed from this meeting."),
    WAITING_FULL("waiting-full", "Too many people are waiting. Try again in a moment."),
    MUST_WAIT("must-wait", "People wait to be let in here, and this client cannot."),
    NOT_ADMITTED("not-admitted", "You are still waiting to be let in."),
    NOT_WAITING("not-waiting", "This participant does not wait."),
    NAME_NOT_VALID("name-not-valid", "This name is empty, too long or not text."),
    IDENTITY_NOT_VALID("identity-not-valid", "This identity is empty, too long or not text."),
    CHAT_NOT_VALID("chat-not-valid", "This message is empty or too long."),
    REASON_NOT_VALID("reason-not-valid", "This reason is too long."),
    EMOJI_NOT_VALID("emoji-not-valid", "A reaction is one emoji."),
    WAITING_MESSAGE_NOT_VALID("waiting-message-not-valid", "This message is empty or too long."),
    NO_SUCH_MESSAGE("no-such-message", "This message is not there any more."),
    NOT_YOURS("not-yours", "Only the one who wrote it may do this."),
    POLL_NOT_VALID("poll-not-valid", "A poll has a question and 2 to 10 options, none of them empty or too long."),
    TOO_MANY_POLLS("too-many-polls", "This meeting has as many polls as it can hold."),
    NO_SUCH_POLL("no-such-poll", "There is no such poll."),
    TOO_MANY_VOTERS("too-many-voters", "More people have voted than this meeting can count."),
    POLL_CLOSED("poll-closed", "This poll is closed."),
    NO_SUCH_OPTION("no-such-option", "This is not a choice of the poll."),
    QUESTION_NOT_VALID("question-not-valid", "This question or answer is empty or too long."),
    TOO_MANY_QUESTIONS("too-many-questions", "This meeting has as many questions as it can hold."),
    NO_SUCH_QUESTION("no-such-question", "There is no such question."),
    BREAKOUTS_NOT_VALID("breakouts-not-valid", "Breakouts need 1 to 100 names, and assignments to them."),
    BREAKOUTS_OPEN("breakouts-open", "Breakouts are open already."),
    NO_BREAKOUTS("no-breakouts", "No breakouts are open."),
    NO_SUCH_BREAKOUT("no-such-breakout", "There is no such breakout."),
    MINUTES_NOT_VALID("minutes-not-valid", "The time is not one that can be set."),
    TOO_MANY_MESSAGES("too-many-messages", "Too many messages in too short a time."),
    TOO_MANY_ASKS("too-many-asks", "Too many asks in too short a time."),
    TOO_MANY_OFFERS("too-many-offers", "Too many media sessions in too short a time. Try again in a moment."),
    TOO_MANY_STRANGERS("too-many-strangers", "Too many connections from this address have not joined a meeting."),
    SERVER_FULL("server-full", "This server carries as many connections as it can. Try again: another one answers."),
    TOO_MANY_JOINS("too-many-joins", "Too many people are joining at once. Try again in a moment."),
    NO_MEDIA_NODE("no-media-node", "No media server is available. Try again in a moment."),
    UNKNOWN_NODE("unknown-node", "There is no such media server."),
    NODE_DRAINING("node-draining", "This media server gives away what it has, and takes nothing."),
    NO_MEDIA("no-media", "The room has no media anywhere."),
    ALREADY_THERE("already-there", "The media is at this media server already."),
    NOT_THE_ROOMS_NODE("not-the-rooms-node", "Somebody can only be moved to where the room is."),
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
