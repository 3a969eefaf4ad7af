package dev.parley.signaling.http;

import dev.parley.signaling.meters.SignalingMeters;
import dev.parley.signaling.rooms.Refusal;
import dev.parley.signaling.store.StoreUnavailable;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Turns whatever ends a request early into a problem document: ours, and Spring's own.
@RestControllerAdvice
public final class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = System.getLogger(Problems.class.getName());

    private final SignalingMeters meters;

    public Problems(SignalingMeters meters) {
        this.meters = meters;
    }

    @ExceptionHandler(ProblemException.class)
    ResponseEntity<String> ours(ProblemException e, HttpServletRequest request) {
        return counted(e.problem(), request);
    }

    @ExceptionHandler(StoreUnavailable.class)
    ResponseEntity<String> store(StoreUnavailable e, HttpServletRequest request) {
        LOG.log(Level.WARNING, "{0}: {1}", e.getMessage(), e.getCause());
        return counted(Problem.of(Refusal.STORE_UNAVAILABLE), request);
    }

    @ExceptionHandler(RuntimeException.class)
    ResponseEntity<String> bug(RuntimeException e, HttpServletRequest request) {
        LOG.log(Level.ERROR, "bug in answering " + request.getMethod() + " " + request.getRequestURI(), e);
        return counted(Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Something went wrong here."), request);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpServletRequest servletRequest = ((ServletWebRequest) request).getRequest();
        ResponseEntity<String> response = counted(ofStatus(status.value()), servletRequest);
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(Problem.JSON)
                .body(response.getBody());
    }

    /// A problem that is nothing but its status.
    static Problem ofStatus(int value) {
        HttpStatus status = HttpStatus.resolve(value);
        HttpStatus known = status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
        String code = known.getReasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
        return Problem.of(known, code, known.getReasonPhrase() + ".");
    }

    private ResponseEntity<String> counted(Problem problem, HttpServletRequest request) {
        meters.refused(Door.of(request.getRequestURI()).word(), problem.code());
        ResponseEntity<String> response = problem.response();
        return problem.status() == 401
                ? ResponseEntity.status(401)
                        .header(
                                HttpHeaders.WWW_AUTHENTICATE,
                                Door.of(request.getRequestURI()).challenge())
                        .contentType(Problem.JSON)
                        .body(response.getBody())
                : response;
    }
}
