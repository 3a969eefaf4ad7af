package dev.parley.kubectl.view;

import dev.parley.crds.edge.NodePhase;
import dev.parley.crds.recording.RecordingPhase;
import java.util.Locale;

/// Phases as they stand in the resources: `Draining`.
public final class Words {
    private Words() {}

    public static String of(NodePhase phase) {
        return capitalized(phase.name());
    }

    public static String of(RecordingPhase phase) {
        return capitalized(phase.name());
    }

    /// `1 room`, `2 rooms`.
    public static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static String capitalized(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
