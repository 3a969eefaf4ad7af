package dev.parley.operator.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// What `helm test` runs: asks each of its arguments, a URL, until all have answered 200, and ends with 0 if
/// they have. It lies in the operator's image, which has no shell: so the test takes no image of its own.
public final class AskHealth {
    /// A pod that is pulled, scheduled and warmed up takes about a minute; Helm waits for five.
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final HttpClient http;
    private final LongSupplier nowNs;
    private final Duration patience;
    private final Duration between;

    AskHealth(HttpClient http, LongSupplier nowNs, Duration patience, Duration between) {
        this.http = http;
        this.nowNs = nowNs;
        this.patience = patience;
        this.between = between;
    }

    /// The arguments are URLs.
    public static void main(String[] arguments) throws InterruptedException {
        try (var http = HttpClient.newBuilder().connectTimeout(ANSWER).build()) {
            var asker = new AskHealth(http, System::nanoTime, PATIENCE, BETWEEN);
            boolean well = arguments.length > 0;
            for (String url : arguments) {
                String said = asker.ask(URI.create(url));
                System.out.println(url + ": " + said);
                well &= said.startsWith("200");
            }
            System.exit(well ? 0 : 1);
        }
    }

    /// What was said last: the status and the words, or why there was no answer.
    String ask(URI url) throws InterruptedException {
        long deadlineNs = nowNs.getAsLong() + patience.toNanos();
        while (true) {
            String said = once(url);
            if (said.startsWith("200") || nowNs.getAsLong() - deadlineNs >= 0) {
                return said;
            }
            LockSupport.parkNanos(between.toNanos());
        }
    }

    private String once(URI url) throws InterruptedException {
        try {
            var answer = http.send(HttpRequest.newBuilder(url).timeout(ANSWER).build(), BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body().strip();
        } catch (IOException noAnswer) {
            return "no answer: " + noAnswer;
        }
    }
}
