package dev.parley.rtc.sdp;

/// One RTP header extension, `a=extmap`, RFC 8285 §5.
///
/// @param id 1..14 in the one-byte form, to 255 in the two-byte form; 4096 and above wait for an answer to choose
/// @param direction sendrecv unless it says otherwise
public record ExtMap(int id, Direction direction, String uri) {
    static final int MAX_ID = 4351;

    public ExtMap(int id, String uri) {
        this(id, Direction.SENDRECV, uri);
    }
}
