package dev.parley.protocol;

/// How large anything in these conversations may be, and why. What exceeds a limit is refused, never truncated.
public final class ProtocolLimits {
    /// Every ask but an offer is a few hundred bytes; this leaves room for wishes of many slots and long chat
    /// messages.
    public static final int MESSAGE_BYTES = 64 * 1024;
    /// What a node takes over its link: a `route` of [#ROUTINGS] entries with the longest ids is 170 KB.
    public static final int LINK_BYTES = 256 * 1024;
    /// Participants routed by one command. Above the thousand that one node is to hold in a room; more are
    /// sent as several commands.
    public static final int ROUTINGS = 1_024;
    /// Nodes of one fleet. Every node has a link to every other, so a larger one is several regions.
    public static final int PEERS = 256;
    /// An offer of 3 + 49 slots that lists every codec of Chromium 156 is 247 KB.
    public static final int OFFER_BYTES = 512 * 1024;
    /// What a node takes as a request: an offer within JSON, where its line breaks take twice the room, and who
    /// sends it.
    public static final int REQUEST_BYTES = 2 * OFFER_BYTES;
    /// The deepest record nests five levels; more is an attack on the parser's stack.
    public static final int NESTING = 16;
    /// Property names are ours and short.
    public static final int NAME_CHARS = 128;
    /// No number needs more than 20 digits.
    public static final int NUMBER_CHARS = 24;
    /// Ids of asks are echoed, so they must stay small.
    public static final int ASK_ID_CHARS = 64;
    /// RFC 5888 gives no bound; browsers use one or two digits.
    public static final int MID_CHARS = 32;
    /// A receiver's slots: 3 audio and 49 video, rounded up.
    public static final int SLOTS = 64;
    /// The tallest picture anyone can ask for: 8K.
    public static final int HEIGHT = 4320;

    private ProtocolLimits() {}
}
