package dev.parley.signaling.http;

import dev.parley.protocol.json.ProtocolJson;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Health and metrics. Live: this process answers; nothing outside of it can make it say otherwise, or a Redis
/// that is away would restart every server. Ready: it can let someone into a meeting.
@RestController
public final class HealthController {
    private final Map<String, BooleanSupplier> needs;
    private final Supplier<String> metrics;

    /// `needs`: what readiness takes, by name.
    public HealthController(Map<String, BooleanSupplier> needs, Supplier<String> metrics) {
        this.needs = Map.copyOf(needs);
        this.metrics = metrics;
    }

    record Health(String status, Map<String, String> needs) {}

    @GetMapping("/health/live")
    ResponseEntity<String> live() {
        return health(HttpStatus.OK, new Health("up", Map.of()));
    }

    @GetMapping("/health/ready")
    ResponseEntity<String> ready() {
        var found = new TreeMap<String, String>();
        needs.forEach((name, need) -> found.put(name, need.getAsBoolean() ? "up" : "down"));
        boolean up = !found.containsValue("down");
        return health(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, new Health(up ? "up" : "down", found));
    }

    @GetMapping("/metrics")
    ResponseEntity<String> metrics() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain; version=0.0.4; charset=utf-8"))
                .body(metrics.get());
    }

    private static ResponseEntity<String> health(HttpStatus status, Health health) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(ProtocolJson.write(health));
    }
}
