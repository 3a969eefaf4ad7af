package dev.parley.media.http;

import dev.parley.media.control.Refusal;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// Lets through who knows the node secret (RFC 6750 §2.1), the link's upgrade included.
public final class SecretFilter implements Filter {
    private static final Refusal UNAUTHORIZED = Refusal.of(401, "unauthorized", "The node secret is missing or wrong.");

    private final byte[] expected;

    public SecretFilter(String secret) {
        this.expected = ("Bearer " + secret).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isKnown(((HttpServletRequest) request).getHeader(HttpHeaders.AUTHORIZATION))) {
            chain.doFilter(request, response);
        } else {
            refuse((HttpServletResponse) response);
        }
    }

    /// In constant time, so that the answer's delay tells nothing about how much of a guess was right.
    private boolean isKnown(@Nullable String authorization) {
        return authorization != null && MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8));
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(UNAUTHORIZED.status());
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        response.setContentType(Problem.TYPE.toString());
        response.getOutputStream().write(Problem.of(UNAUTHORIZED).bytes());
    }
}
