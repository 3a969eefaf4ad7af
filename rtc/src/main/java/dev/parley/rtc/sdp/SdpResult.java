package dev.parley.rtc.sdp;

import java.util.Optional;

/// What became of a text: a value, or the reason why not. Never an exception, whatever the text.
public sealed interface SdpResult<T> {
    /// The text was understood.
    record Parsed<T>(T value) implements SdpResult<T> {}

    /// The text was refused.
    ///
    /// @param code stable, for counters and for answers to clients
    /// @param line counted from 1; 0 when it is about the text as a whole
    /// @param why for a human: what stood there, shortened, and what was expected
    record Malformed<T>(Defect code, int line, String why) implements SdpResult<T> {}

    /// Why a text was refused.
    enum Defect {
        /// Nothing is wrong; never in a [Malformed].
        NONE("anything"),
        TOO_LARGE("at most " + SdpReader.MAX_CHARS + " characters"),
        TOO_MANY_LINES("at most " + SdpReader.MAX_LINES + " lines"),
        TOO_MANY_SECTIONS("at most " + SdpReader.MAX_SECTIONS + " media sections"),
        LINE_TOO_LONG("at most " + SdpReader.MAX_LINE_CHARS + " characters in a line"),
        BAD_LINE("a letter, =, printable text"),
        NO_VERSION("v=0 in the first line"),
        BAD_MEDIA("m=<audio|video|...> <port> <protocol> <formats>, payload types 0..127, each once"),
        BAD_GROUP("group:BUNDLE <mid> ..."),
        BAD_MID("a token of at most " + SdpReader.MAX_MID_CHARS + " characters"),
        DUPLICATE_MID("every mid once"),
        BAD_ICE("ice-ufrag of 4..256 and ice-pwd of 22..256 printable characters"),
        BAD_SETUP("actpass, active, passive or holdconn"),
        BAD_PAYLOAD("rtpmap:<type> <name>/<clock rate>[/<channels>], fmtp:<type> ..., rtcp-fb:<type|*> <kind>, "
                + "at most " + PayloadReader.MAX_FEEDBACK + " kinds of feedback"),
        BAD_EXTENSION("extmap:<id 1..4351>[/<direction>] <URI>"),
        BAD_RID("rid:<1..16 letters, digits, - and _> <send|recv>"),
        BAD_SIMULCAST("simulcast:<send|recv> <rids by ; and ,> for each way at most once"),
        BAD_MSID("msid:<stream> [<track>]"),
        BAD_SSRC("ssrc:<0..4294967295> <attribute>, ssrc-group:<semantics> <ssrc> ...");

        private final String expected;

        Defect(String expected) {
            this.expected = expected;
        }

        /// What should have been there.
        public String expected() {
            return expected;
        }
    }

    /// The value, when there is one.
    default Optional<T> parsed() {
        return switch (this) {
            case Parsed<T>(T value) -> Optional.of(value);
            case Malformed<T> _ -> Optional.empty();
        };
    }
}
