package dev.parley.loadtest.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One shape of load.
///
/// @param publishers in each room; they also subscribe to the others of their room
/// @param subscribers in each room who publish nothing
/// @param slots of everybody
public record Shape(String name, int rooms, int publishers, int subscribers, int slots, Media media) {
    /// What publishers send.
    enum Media {
        VIDEO,
        AUDIO
    }

    /// What the measured tables are about.
    static final List<Shape> ALL = List.of(
            new Shape("1x100", 1, 1, 100, 1, Media.VIDEO),
            new Shape("1x300", 1, 1, 300, 1, Media.VIDEO),
            new Shape("1x1000", 1, 1, 1_000, 1, Media.VIDEO),
            new Shape("10 rooms of 1x10", 10, 1, 10, 1, Media.VIDEO),
            new Shape("10x10", 1, 10, 0, 9, Media.VIDEO),
            new Shape("30 speakers", 1, 30, 0, 3, Media.AUDIO));

    /// By its name.
    static Optional<Shape> named(String name) {
        return ALL.stream().filter(shape -> shape.name.equals(name)).findFirst();
    }

    static String names() {
        return String.join(
                ", ", Arrays.stream(ALL.toArray(Shape[]::new)).map(Shape::name).toList());
    }

    /// Everybody who receives.
    int receivers() {
        return rooms * (publishers > 1 ? publishers + subscribers : subscribers);
    }
}
