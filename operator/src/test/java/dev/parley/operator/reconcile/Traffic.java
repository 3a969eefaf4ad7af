package dev.parley.operator.reconcile;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/// Every request of a client, as `PATCH /api/v1/…`.
final class Traffic implements Interceptor {
    private final List<String> requests = new CopyOnWriteArrayList<>();

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        requests.add(request.method().toUpperCase(Locale.ROOT) + " "
                + request.uri().getPath()
                + (request.uri().getQuery() == null ? "" : "?" + request.uri().getQuery()));
    }

    List<String> all() {
        return List.copyOf(requests);
    }

    /// All but leases, which are renewed for ever.
    List<String> writes() {
        return requests.stream()
                .filter(it -> !it.startsWith("GET "))
                .filter(it -> !it.contains("/leases"))
                .toList();
    }

    void forget() {
        requests.clear();
    }
}
