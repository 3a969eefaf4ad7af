package dev.parley.media.link;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What stands before a frame's body, and by which it is counted.
enum FrameKind {
    HELLO(1),
    WELCOME(2),
    OVER(3),
    BEAT(4),
    ACK(5),
    COPY(6),
    DROP(7),
    IMPORT(8),
    IMPORTED(9),
    DECLINED(10),
    INWARD(11),
    OUTWARD(12);

    static final int COUNT = values().length;

    private static final @Nullable FrameKind[] BY_CODE = new @Nullable FrameKind[COUNT + 1];

    static {
        for (FrameKind kind : values()) {
            BY_CODE[kind.code] = kind;
        }
    }

    private final byte code;

    FrameKind(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static @Nullable FrameKind ofCode(int code) {
        return code >= 0 && code <= COUNT ? BY_CODE[code] : null;
    }

    static FrameKind of(LinkFrame frame) {
        return switch (frame) {
            case LinkFrame.Hello _ -> HELLO;
            case LinkFrame.Welcome _ -> WELCOME;
            case LinkFrame.Over _ -> OVER;
            case LinkFrame.Beat _ -> BEAT;
            case LinkFrame.Ack _ -> ACK;
            case LinkFrame.Copy _ -> COPY;
            case LinkFrame.Drop _ -> DROP;
            case LinkFrame.Import _ -> IMPORT;
            case LinkFrame.Imported _ -> IMPORTED;
            case LinkFrame.Declined _ -> DECLINED;
            case LinkFrame.Inward _ -> INWARD;
            case LinkFrame.Outward _ -> OUTWARD;
        };
    }

    /// In a metric.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
