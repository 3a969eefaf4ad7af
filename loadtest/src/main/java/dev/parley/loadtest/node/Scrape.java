package dev.parley.loadtest.node;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One reading of `/metrics` (Prometheus' text format 0.0.4).
public final class Scrape {
    private static final Pattern SAMPLE = Pattern.compile("([A-Za-z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");

    private final Map<String, Double> values = new HashMap<>();

    /// Lines that are not samples are stepped over.
    public static Scrape parse(String text) {
        Scrape scrape = new Scrape();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                String labels = sample.group(2) == null ? "" : sample.group(2);
                scrape.values.put(sample.group(1) + "{" + labels + "}", Double.valueOf(sample.group(3)));
            }
        });
        return scrape;
    }

    /// The sum over all label sets of a metric that have this text among their labels; 0 when there is none.
    public double sum(String name, String label) {
        return values.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(name + "{") && entry.getKey().contains(label))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /// The sum over all label sets of a metric.
    public double sum(String name) {
        return sum(name, "");
    }
}
