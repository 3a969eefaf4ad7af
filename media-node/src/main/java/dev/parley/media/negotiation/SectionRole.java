package dev.parley.media.negotiation;

import dev.parley.protocol.node.SessionKind;
import dev.parley.rtc.sdp.Direction;
import dev.parley.rtc.sdp.MediaSection;

/// What a section of an offer is for, seen from the node.
enum SectionRole {
    /// The client sends a source of its own.
    PUBLISH,
    /// The client receives whoever the node puts there.
    SLOT,
    /// Audio or video that does not flow: answered inactive, so that BUNDLE stays whole.
    IDLE,
    /// Nothing we carry (data channels: messages go over the WebSocket): answered with port 0.
    REJECTED;

    /// A section that says sendrecv is what the kind of session says: many WHIP and WHEP clients never set a direction.
    static SectionRole of(MediaSection section, SessionKind kind) {
        if (!isMedia(section)) {
            return REJECTED;
        }
        Direction direction = section.direction();
        return switch (kind) {
            case WHIP -> direction.sends() ? PUBLISH : IDLE;
            case WHEP -> direction.receives() ? SLOT : IDLE;
            case MEETING -> direction.sends() ? PUBLISH : direction.receives() ? SLOT : IDLE;
        };
    }

    /// Audio or video that the client has not itself refused.
    static boolean isMedia(MediaSection section) {
        boolean known = section.kind() == MediaSection.Kind.AUDIO || section.kind() == MediaSection.Kind.VIDEO;
        return known && section.isRtp() && !section.isRejected();
    }
}
