package dev.parley.loadtest.soak;

import java.util.List;

/// Where a row of measurements is heading: a line through them by the median of all slopes (Theil and Sen), which one
/// measurement in four may spoil without moving it. A collector's sawtooth spoils many fewer.
///
/// @param perMinute of the measured unit
/// @param median of all measurements
record Trend(double perMinute, double median) {
    /// One measurement, so many seconds after the beginning.
    record Point(double seconds, double value) {}

    private static final double SECONDS_PER_MINUTE = 60;

    /// Flat and zero where there are fewer than two points.
    static Trend of(List<Point> points) {
        int count = points.size();
        double[] slopes = new double[count * (count - 1) / 2];
        int next = 0;
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                double seconds = points.get(j).seconds() - points.get(i).seconds();
                slopes[next++] = seconds == 0
                        ? 0
                        : (points.get(j).value() - points.get(i).value()) / seconds;
            }
        }
        double[] values = points.stream().mapToDouble(Point::value).toArray();
        return new Trend(median(slopes) * SECONDS_PER_MINUTE, median(values));
    }

    private static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        java.util.Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// The same points without those of the warm-up.
    static List<Point> after(double seconds, List<Point> points) {
        return points.stream().filter(point -> point.seconds() >= seconds).toList();
    }
}
