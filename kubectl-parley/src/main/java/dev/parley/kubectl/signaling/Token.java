package dev.parley.kubectl.signaling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.kubectl.kube.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A JWT that lets somebody into a room (RFC 7519), as signaling itself makes them. Only signing is done
/// here: what is hard about tokens is to believe them.
///
/// @param publish what may be published, in the words of the protocol; null: everything that the role may
public record Token(
        String room,
        String role,
        @Nullable String identity,
        @Nullable String name,
        @Nullable List<String> publish) {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Map<String, String> HEADER = Map.of("alg", "HS256");

    /// What makes one token another than the next.
    ///
    /// @param id tells it from all others, and is not guessed
    public record Stamp(UUID id, Instant now, Duration life) {}

    public String signed(Secrets.Key key, Stamp stamp) {
        long now = stamp.now().getEpochSecond();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", key.name());
        put(claims, "sub", identity);
        claims.put("iat", now);
        claims.put("nbf", now);
        claims.put("exp", now + stamp.life().toSeconds());
        claims.put("jti", stamp.id().toString());
        put(claims, "name", name);
        claims.put("room", room);
        claims.put("role", role);
        put(claims, "publish", publish);
        String text = part(HEADER) + "." + part(claims);
        return text + "." + base64(signature(key, text));
    }

    private static void put(Map<String, Object> claims, String claim, @Nullable Object value) {
        if (value != null) {
            claims.put(claim, value);
        }
    }

    private static String part(Map<String, ?> json) {
        try {
            return base64(new ObjectMapper().writeValueAsBytes(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("words and numbers are JSON", impossible);
        }
    }

    /// RFC 7515 §2.
    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] signature(Secrets.Key key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.secret().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }
}
