package dev.parley.media.http;

import dev.parley.media.control.Refusal;
import dev.parley.protocol.ProtocolLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;

/// What a request carried. Never more of it is read than may be in it.
sealed interface Body {
    /// An offer is the longest thing anybody sends.
    int MAX_BYTES = ProtocolLimits.REQUEST_BYTES;

    record Text(String text) implements Body {}

    record Refused(Refusal refusal) implements Body {}

    static Body read(ServerRequest request, MediaType wanted) throws IOException {
        Optional<MediaType> type;
        try {
            type = request.headers().contentType();
        } catch (InvalidMediaTypeException _) {
            type = Optional.empty();
        }
        if (type.filter(wanted::equalsTypeAndSubtype).isEmpty()) {
            String told = type.map(MediaType::toString).orElse(null);
            return new Refused(new Refusal(
                    415, "unsupported-media-type", "This content type is not taken.", told, wanted.toString()));
        }
        long announced = request.headers().contentLength().orElse(0);
        if (announced > MAX_BYTES) {
            return tooLarge(announced + " bytes");
        }
        byte[] bytes = request.servletRequest().getInputStream().readNBytes(MAX_BYTES + 1);
        return bytes.length > MAX_BYTES
                ? tooLarge("more than " + MAX_BYTES + " bytes")
                : new Text(new String(bytes, StandardCharsets.UTF_8));
    }

    private static Body tooLarge(String value) {
        return new Refused(
                new Refusal(413, "too-large", "The body is too large.", value, "at most " + MAX_BYTES + " bytes"));
    }
}
