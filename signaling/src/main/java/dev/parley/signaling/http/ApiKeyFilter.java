package dev.parley.signaling.http;

import dev.parley.signaling.access.ApiKeys;
import dev.parley.signaling.meters.SignalingMeters;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/// The server API opens with the API key and secret (RFC 7617), before anything else about a request is looked at.
public final class ApiKeyFilter extends OncePerRequestFilter {
    private final ApiKeys apiKeys;
    private final InstantSource clock;
    private final SignalingMeters meters;

    public ApiKeyFilter(ApiKeys apiKeys, InstantSource clock, SignalingMeters meters) {
        this.apiKeys = apiKeys;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (apiKeys.openWith(request.getHeader(HttpHeaders.AUTHORIZATION), clock.instant())) {
            chain.doFilter(request, response);
            return;
        }
        meters.refused(Door.REST.word(), "unauthorized");
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, Door.REST.challenge());
        write(response, Problem.of(HttpStatus.UNAUTHORIZED, "unauthorized", "API key and secret are needed."));
    }

    static void write(HttpServletResponse response, Problem problem) throws IOException {
        response.setContentType(Problem.JSON.toString());
        response.getOutputStream().write(problem.text().getBytes(StandardCharsets.UTF_8));
    }
}
