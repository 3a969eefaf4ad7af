package dev.parley.signaling.http;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The API's own description, and the meeting page, which is the same for every room: its address says which.
@RestController
public final class PagesController {
    private static final Resource OPENAPI = new ClassPathResource("dev/parley/signaling/http/openapi.json");
    private static final Resource PAGE = new ClassPathResource("META-INF/resources/index.html");

    @GetMapping("/v1/openapi.json")
    ResponseEntity<Resource> openapi() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(OPENAPI);
    }

    @GetMapping("/r/{room}")
    ResponseEntity<Resource> page(@PathVariable("room") String room) {
        PathIds.room(room);
        if (!PAGE.exists()) {
            throw new ProblemException(Problems.ofStatus(404));
        }
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .header("Cache-Control", "no-cache")
                .body(PAGE);
    }
}
