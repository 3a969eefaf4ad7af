package dev.parley.media.http;

import dev.parley.media.control.Refusal;
import dev.parley.protocol.json.ProtocolJson;
import dev.parley.protocol.json.Reading;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;

/// RFC 9457 §3.1; without `type` it is `about:blank`, whose title is the status' own. `code` is what programs read.
record Problem(
        int status,
        String title,
        String code,
        String detail,
        @Nullable String value,
        @Nullable String expected) {
    static final MediaType TYPE = MediaType.APPLICATION_PROBLEM_JSON;

    static Problem of(Refusal refusal) {
        HttpStatus known = HttpStatus.resolve(refusal.status());
        return new Problem(
                refusal.status(),
                known == null ? "Refused" : known.getReasonPhrase(),
                refusal.code(),
                refusal.message(),
                refusal.value(),
                refusal.expected());
    }

    static ServerResponse answer(Refusal refusal) {
        return start(refusal).body(of(refusal).bytes());
    }

    static ServerResponse.BodyBuilder start(Refusal refusal) {
        return ServerResponse.status(refusal.status()).contentType(TYPE);
    }

    byte[] bytes() {
        return ProtocolJson.write(this).getBytes(StandardCharsets.UTF_8);
    }

    /// Text that could not be understood as what it should have been.
    static Refusal refusal(Reading.Malformed<?> malformed) {
        int status = malformed.code() == Reading.Code.TOO_LARGE ? 413 : 400;
        String where = malformed.path() == null ? "The body" : malformed.path();
        return new Refusal(
                status,
                malformed.code().word(),
                where + " is not what it should be.",
                malformed.value(),
                malformed.expected());
    }
}
