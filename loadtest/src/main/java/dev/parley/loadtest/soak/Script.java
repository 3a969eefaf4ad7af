package dev.parley.loadtest.soak;

import dev.parley.room.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// What one visit consists of, from nothing but randomness: the same seed, the same visits.
///
/// @param delayMs before somebody comes in again
record Script(int room, long delayMs, List<Deed> deeds) {
    private static final int[] HEIGHTS = {180, 180, 360, 720};
    private static final long BREAK_MS = 8_000;
    private static final long PAUSE_MS = 6_000;
    private static final int MOST_DEEDS = 14;
    private static final int SILENT = 127;

    Script {
        deeds = List.copyOf(deeds);
    }

    static Script next(RandomGenerator random, int rooms) {
        List<Deed> deeds = new ArrayList<>();
        deeds.add(new Deed.Watch(HEIGHTS[random.nextInt(HEIGHTS.length)]));
        int count = random.nextInt(1, MOST_DEEDS);
        for (int i = 0; i < count; i++) {
            deeds.add(new Deed.Wait(random.nextLong(PAUSE_MS)));
            deeds.add(deed(random));
        }
        deeds.add(random.nextInt(5) == 0 ? new Deed.Vanish() : new Deed.Leave());
        return new Script(random.nextInt(rooms), random.nextLong(BREAK_MS), deeds);
    }

    private static Deed deed(RandomGenerator random) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> new Deed.Speak(random.nextBoolean() ? random.nextInt(15, 40) : SILENT);
            case 3, 4 -> new Deed.Mute(Source.MICROPHONE, random.nextBoolean());
            case 5 -> new Deed.Mute(Source.CAMERA, random.nextBoolean());
            case 6, 7 -> new Deed.Watch(HEIGHTS[random.nextInt(HEIGHTS.length)]);
            case 8 -> new Deed.Chat("Number " + random.nextInt(1_000));
            case 9 -> new Deed.RaiseHand(random.nextBoolean());
            case 10 -> new Deed.Reconnect();
            case 11 -> new Deed.Reopen();
            default -> throw new AssertionError("12 deeds");
        };
    }
}
