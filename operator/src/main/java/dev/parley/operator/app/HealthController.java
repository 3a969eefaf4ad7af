package dev.parley.operator.app;

import io.javaoperatorsdk.operator.Operator;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Health and metrics. A watch that died silently looks like a world in which nothing happens, so it is asked for.
@RestController
final class HealthController {
    private final Operator operator;
    private final PrometheusMeterRegistry registry;
    private final ResourceMeters resources;

    HealthController(Operator operator, PrometheusMeterRegistry registry, ResourceMeters resources) {
        this.operator = operator;
        this.registry = registry;
        this.resources = resources;
    }

    /// Whoever waits to lead watches nothing yet, and is well.
    @GetMapping("/health/live")
    ResponseEntity<String> live() {
        var runtime = operator.getRuntimeInfo();
        boolean well = !runtime.isStarted() || runtime.allEventSourcesAreHealthy();
        return ResponseEntity.status(well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(well ? "live\n" : "watches are dead: " + runtime.unhealthyEventSources() + "\n");
    }

    @GetMapping("/health/ready")
    ResponseEntity<String> ready() {
        return ResponseEntity.ok("ready\n");
    }

    @GetMapping("/metrics")
    ResponseEntity<String> metrics() {
        resources.refresh();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain; version=0.0.4; charset=utf-8"))
                .body(registry.scrape());
    }
}
