package dev.parley.signaling.http;

import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/// Reads a request's body, never more of it than a limit.
final class Body {
    private Body() {}

    static String text(HttpServletRequest request, MediaType type, int maxBytes) throws IOException {
        if (!isOf(type, request.getContentType())) {
            throw new ProblemException(Problem.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported-media-type",
                    "Content-Type: " + request.getContentType() + " (expected: " + type + ")"));
        }
        byte[] bytes = request.getInputStream().readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            throw new ProblemException(Problem.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too-large",
                    "The body may have at most " + maxBytes + " bytes.",
                    "more than " + maxBytes + " bytes",
                    "at most " + maxBytes + " bytes"));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, "not-utf-8", "The body is not UTF-8 text."));
        }
    }

    static <T> T json(HttpServletRequest request, Class<T> kind, int maxBytes) throws IOException {
        return switch (ProtocolJson.parse(text(request, MediaType.APPLICATION_JSON, maxBytes), kind)) {
            case Reading.Parsed<T>(var value) -> value;
            case Reading.Malformed<T> it -> throw new ProblemException(Problem.of(it));
        };
    }

    private static boolean isOf(MediaType type, @Nullable String header) {
        try {
            return header != null && type.equalsTypeAndSubtype(MediaType.parseMediaType(header));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }
}
