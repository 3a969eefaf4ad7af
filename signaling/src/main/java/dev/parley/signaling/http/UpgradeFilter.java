package dev.parley.signaling.http;

import dev.parley.signaling.meters.SignalingMeters;
import dev.parley.signaling.rooms.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// Before a WebSocket: what is no upgrade gets a problem like everywhere else, and a server that stops takes
/// nobody in.
public final class UpgradeFilter extends OncePerRequestFilter {
    private final BooleanSupplier closing;
    private final SignalingMeters meters;

    public UpgradeFilter(BooleanSupplier closing, SignalingMeters meters) {
        this.closing = closing;
        this.meters = meters;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            response.setHeader(HttpHeaders.UPGRADE, "websocket");
            refuse(response, Problems.ofStatus(426));
        } else if (closing.getAsBoolean()) {
            refuse(response, Problem.of(Refusal.SHUTTING_DOWN));
        } else {
            chain.doFilter(request, response);
        }
    }

    private void refuse(HttpServletResponse response, Problem problem) throws IOException {
        meters.refused("socket", problem.code());
        response.setStatus(problem.status());
        ApiKeyFilter.write(response, problem);
    }
}
