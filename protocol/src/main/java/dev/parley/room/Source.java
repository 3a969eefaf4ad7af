package dev.parley.room;

/// What a participant sends. At most one track of each.
public enum Source {
    MICROPHONE,
    CAMERA,
    SCREEN,
    SCREEN_AUDIO;

    public boolean isAudio() {
        return switch (this) {
            case MICROPHONE, SCREEN_AUDIO -> true;
            case CAMERA, SCREEN -> false;
        };
    }
}
