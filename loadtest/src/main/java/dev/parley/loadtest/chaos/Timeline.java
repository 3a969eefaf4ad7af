package dev.parley.loadtest.chaos;

import dev.parley.loadtest.holes.Hole;
import java.util.List;
import java.util.Locale;

/// Faults and holes over time, as a picture (SVG): a lane for each process with what happened to it, below
/// a thin one for each participant with its holes. Colours are of the set of Okabe and Ito, which tells
/// apart for everybody.
final class Timeline {
    private static final int LEFT = 120;
    private static final int RIGHT = 24;
    private static final int TOP = 84;
    private static final int PLOT = 1_200;
    private static final int PROCESS_LANE = 20;
    private static final int MEMBER_LANE = 9;
    private static final int GAP = 14;
    private static final int AXIS = 30;
    private static final double NS_PER_S = 1e9;
    /// A hole of a moment must still be seen.
    private static final double LEAST_WIDTH = 1.2;

    private static final String GONE = "#d55e00";
    private static final String STOPPED = "#0072b2";
    private static final String CUT = "#cc79a7";
    private static final String SLOW = "#e69f00";
    private static final String MOVED = "#009e73";
    private static final String UP = "#56b4e9";
    private static final String DOWN = "#222222";
    private static final String STALL = "#dddddd";

    private static final int[] STEPS_S = {5, 10, 15, 30, 60, 120, 300, 600};
    private static final int MOST_STEPS = 14;

    private final String title;
    private final List<String> machines;
    private final ChaosRun.Story story;
    private final StringBuilder svg = new StringBuilder();

    private Timeline(String title, List<String> machines, ChaosRun.Story story) {
        this.title = title;
        this.machines = List.copyOf(machines);
        this.story = story;
    }

    static String draw(String title, List<String> machines, ChaosRun.Story story) {
        return new Timeline(title, machines, story).draw();
    }

    private String draw() {
        int width = LEFT + PLOT + RIGHT;
        int height = bottom() + AXIS;
        svg.append(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" \
                font-family="system-ui, 'DejaVu Sans', sans-serif" font-size="11" fill="#333333">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                <text x="%d" y="26" font-size="16" font-weight="600">%s</text>
                """, width, height, width, height, LEFT, escaped(title)));
        legend();
        axis();
        story.stalls().forEach(it -> bar(it, TOP - 10, bottom() - TOP + 10, STALL, "this machine stood still"));
        for (int i = 0; i < machines.size(); i++) {
            processLane(i);
        }
        for (int i = 0; i < story.lanes().size(); i++) {
            memberLane(i);
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend() {
        String[][] entries = {
            {GONE, "killed or ended, until ready again"},
            {STOPPED, "stopped (SIGSTOP)"},
            {CUT, "cut off"},
            {SLOW, "slow link"},
            {MOVED, "its rooms moved elsewhere"},
            {UP, "not heard by others"},
            {DOWN, "sees nothing"},
            {STALL, "this machine stood still"}
        };
        int x = LEFT;
        for (String[] entry : entries) {
            svg.append(String.format(
                    Locale.ROOT, "<rect x=\"%d\" y=\"44\" width=\"14\" height=\"12\" fill=\"%s\"/>%n", x, entry[0]));
            svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"54\">%s</text>%n", x + 19, escaped(entry[1])));
            x += 42 + 6 * entry[1].length();
        }
    }

    private int membersTop() {
        return TOP + machines.size() * PROCESS_LANE + GAP;
    }

    private int bottom() {
        return membersTop() + story.lanes().size() * MEMBER_LANE;
    }

    private void axis() {
        double seconds = (story.endedNs() - story.beganNs()) / NS_PER_S;
        int step = STEPS_S[STEPS_S.length - 1];
        for (int i = STEPS_S.length - 1; i >= 0; i--) {
            step = seconds / STEPS_S[i] <= MOST_STEPS ? STEPS_S[i] : step;
        }
        for (int at = 0; at <= seconds; at += step) {
            double x = x(story.beganNs() + (long) (at * NS_PER_S));
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#e3e3e3\"/>%n",
                    x,
                    TOP - 6,
                    x,
                    bottom() + 4));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    x,
                    bottom() + 19,
                    clock(at)));
        }
    }

    private static String clock(int seconds) {
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }

    private void processLane(int index) {
        String machine = machines.get(index);
        int y = TOP + index * PROCESS_LANE;
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
                LEFT - 10,
                y + 13,
                escaped(machine)));
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#bbbbbb\"/>%n",
                LEFT,
                y + PROCESS_LANE / 2,
                LEFT + PLOT,
                y + PROCESS_LANE / 2));
        for (Outcome outcome : story.outcomes()) {
            for (Fault fault : outcome.faults()) {
                if (fault.machine().equals(machine)) {
                    bar(
                            new Hole(outcome.beginNs(), outcome.endNs()),
                            y + 3,
                            PROCESS_LANE - 6,
                            colour(fault.kind()),
                            fault.kind().word());
                }
            }
        }
    }

    private void memberLane(int index) {
        Crowd.Lane lane = story.lanes().get(index);
        int y = membersTop() + index * MEMBER_LANE;
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" font-size=\"8\">%s</text>%n",
                LEFT - 10,
                y + MEMBER_LANE - 2,
                escaped(lane.name())));
        if (isShaded(index)) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#000000\" fill-opacity=\"0.035\"/>%n",
                    LEFT,
                    y,
                    PLOT,
                    MEMBER_LANE));
        }
        lane.up().forEach(hole -> bar(hole, y + 1, MEMBER_LANE / 2.0 - 0.5, UP, lane.name() + " is not heard"));
        lane.down()
                .forEach(hole -> bar(
                        hole,
                        y + MEMBER_LANE / 2.0 + 0.5,
                        MEMBER_LANE / 2.0 - 0.5,
                        DOWN,
                        lane.name() + " sees nothing"));
    }

    /// Every other room.
    private boolean isShaded(int index) {
        boolean shaded = true;
        for (int i = 1; i <= index; i++) {
            shaded ^= !room(i).equals(room(i - 1));
        }
        return shaded;
    }

    private String room(int index) {
        String name = story.lanes().get(index).name();
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    private void bar(Hole span, double y, double height, String colour, String what) {
        double x = x(span.beginNs());
        double width = Math.max(LEAST_WIDTH, x(span.endNs()) - x);
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\">"
                        + "<title>%s, %.1f s</title></rect>%n",
                x,
                y,
                width,
                height,
                colour,
                escaped(what),
                span.lengthNs() / NS_PER_S));
    }

    private double x(long ns) {
        double share = (double) (ns - story.beganNs()) / Math.max(1, story.endedNs() - story.beganNs());
        return LEFT + PLOT * Math.clamp(share, 0.0, 1.0);
    }

    private static String colour(Fault.Kind kind) {
        return switch (kind) {
            case KILL_SIGNALING, END_SIGNALING, KILL_NODE, KILL_REDIS -> GONE;
            case STOP_NODE, STOP_REDIS -> STOPPED;
            case PART_SIGNALING, CUT_NODE, PART_NODE -> CUT;
            case SLOW_NODE, SLOW_REDIS -> SLOW;
            case MOVE_ROOMS -> MOVED;
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
