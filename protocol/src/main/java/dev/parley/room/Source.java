package dev.parley.room;

import java.util.Arrays;
import java.util.Optional;

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

    /// As it is written in JSON, tokens, metrics and logs.
    public String word() {
        return switch (this) {
            case MICROPHONE -> "microphone";
            case CAMERA -> "camera";
            case SCREEN -> "screen";
            case SCREEN_AUDIO -> "screenAudio";
        };
    }

    public static Optional<Source> ofWord(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
}
