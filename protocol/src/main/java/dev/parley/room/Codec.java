package dev.parley.room;

/// The codecs a room can carry. The node never decodes them; it must only understand their payload headers.
public enum Codec {
    OPUS,
    VP8,
    H264;

    public boolean isAudio() {
        return switch (this) {
            case OPUS -> true;
            case VP8, H264 -> false;
        };
    }
}
