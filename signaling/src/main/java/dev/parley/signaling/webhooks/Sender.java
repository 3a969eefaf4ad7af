package dev.parley.signaling.webhooks;

import dev.parley.signaling.store.Outgoing;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One attempt at one delivery. Blocks its virtual thread.
public final class Sender {
    /// A receiver should keep what it is told and work on it later.
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int REDIRECTS = 300;
    private static final int SUCCESSES = 200;

    private final HttpClient http;
    private final Signature signature;
    private final InstantSource clock;

    public Sender(HttpClient http, Signature signature, InstantSource clock) {
        this.http = http;
        this.signature = signature;
        this.clock = clock;
    }

    sealed interface Answer {
        record Heard() implements Answer {}

        /// `why`: the status, `timeout` or `unreachable`. `retryAfter`: what the receiver asked for.
        record Failed(String why, Duration retryAfter) implements Answer {}
    }

    Answer send(Endpoint endpoint, Outgoing webhook) {
        CompletableFuture<HttpResponse<Void>> answer =
                http.sendAsync(request(endpoint, webhook), HttpResponse.BodyHandlers.discarding());
        try {
            // The whole answer, and not only its head, within the time: a receiver may drip.
            return read(answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            answer.cancel(true);
            return new Answer.Failed("timeout", Duration.ZERO);
        } catch (ExecutionException _) {
            return new Answer.Failed("unreachable", Duration.ZERO);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer.Failed("interrupted", Duration.ZERO);
        }
    }

    private HttpRequest request(Endpoint endpoint, Outgoing webhook) {
        var now = clock.instant();
        return HttpRequest.newBuilder(endpoint.url())
                .header("Content-Type", "application/json")
                .header("User-Agent", "Parley")
                .header("webhook-id", webhook.id())
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .header("webhook-signature", signature.of(webhook.id(), now, webhook.body()))
                .POST(HttpRequest.BodyPublishers.ofString(webhook.body()))
                .build();
    }

    /// A redirect is not followed: it would carry what was said in a meeting to where nobody meant it to go.
    private static Answer read(HttpResponse<Void> response) {
        int status = response.statusCode();
        return status >= SUCCESSES && status < REDIRECTS
                ? new Answer.Heard()
                : new Answer.Failed(Integer.toString(status), retryAfter(response));
    }

    /// In seconds (RFC 9110, 10.2.3); the other form, a date, is too rare to be worth a clock's disagreement.
    private static Duration retryAfter(HttpResponse<Void> response) {
        try {
            long seconds = response.headers().firstValueAsLong("Retry-After").orElse(0);
            return Duration.ofSeconds(Math.clamp(seconds, 0, Retries.LONGEST.toSeconds()));
        } catch (NumberFormatException _) {
            return Duration.ZERO;
        }
    }
}
