package dev.parley.signaling.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.room.Role;
import dev.parley.room.RoomId;
import dev.parley.room.Source;
import dev.parley.signaling.rooms.Refusal;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Grants as JSON Web Tokens (RFC 7519), signed with HS256 by the API secret. Any program that has the secret
/// can make them; only this one algorithm is accepted, so a token cannot choose how it is checked (RFC 8725
/// §3.1).
public final class Tokens {
    /// A working day: long enough for any meeting, short enough that a leaked link dies by itself.
    public static final Duration LIFE = Duration.ofHours(12);
    /// How far another server's clock may be ahead of ours.
    static final Duration SKEW = Duration.ofSeconds(10);
    /// Ours are below 600 characters; more is not worth decoding.
    public static final int TOKEN_CHARS = 8 * 1024;

    private final ApiKeys apiKeys;
    private final InstantSource clock;

    public Tokens(ApiKeys apiKeys, InstantSource clock) {
        this.apiKeys = apiKeys;
        this.clock = clock;
    }

    public record Issued(String token, Instant expiresAt) {}

    public Issued issue(Grant grant) {
        ApiKey apiKey = apiKeys.current();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(LIFE);
        var claims = new JWTClaimsSet.Builder()
                .issuer(apiKey.key())
                .subject(grant.identity())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(expiresAt))
                .jwtID(UUID.randomUUID().toString())
                .claim("name", grant.name())
                .claim("room", grant.room().value())
                .claim("role", grant.role().word())
                .claim("publish", grant.publish().stream().map(Source::word).toList())
                .build();
        try {
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(apiKey.secret()));
            return new Issued(token.serialize(), expiresAt);
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign with " + apiKey, e);
        }
    }

    /// Total: whatever the text, it is admitted or denied.
    public Admission read(String token) {
        if (token.length() > TOKEN_CHARS) {
            return new Admission.Denied(Refusal.TOKEN_NOT_VALID);
        }
        try {
            var signed = SignedJWT.parse(token);
            // Whose it says it is decides which secret it is checked by, and nothing else before that.
            var apiKey = apiKeys.named(signed.getJWTClaimsSet().getIssuer(), clock.instant());
            boolean ours = apiKey.isPresent()
                    && JWSAlgorithm.HS256.equals(signed.getHeader().getAlgorithm())
                    && signed.verify(new MACVerifier(apiKey.get().secret()));
            return ours ? read(signed.getJWTClaimsSet()) : new Admission.Denied(Refusal.TOKEN_NOT_VALID);
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException _) {
            return new Admission.Denied(Refusal.TOKEN_NOT_VALID);
        }
    }

    private Admission read(JWTClaimsSet claims) throws ParseException {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        if (expires == null) {
            return new Admission.Denied(Refusal.TOKEN_NOT_VALID);
        }
        if (!now.isBefore(expires.toInstant())) {
            return new Admission.Denied(Refusal.TOKEN_EXPIRED);
        }
        Date from = claims.getNotBeforeTime();
        if (from != null && now.plus(SKEW).isBefore(from.toInstant())) {
            return new Admission.Denied(Refusal.TOKEN_NOT_YET_VALID);
        }
        return grant(claims)
                .<Admission>map(Admission.Admitted::new)
                .orElseGet(() -> new Admission.Denied(Refusal.TOKEN_NOT_VALID));
    }

    private static Optional<Grant> grant(JWTClaimsSet claims) throws ParseException {
        String room = claims.getStringClaim("room");
        String role = claims.getStringClaim("role");
        if (room == null || !RoomId.isValid(room) || role == null) {
            return Optional.empty();
        }
        Optional<List<Source>> publish = sources(claims.getStringListClaim("publish"));
        return Role.ofWord(role)
                .flatMap(it -> publish.map(
                        sources -> new Grant(new RoomId(room), it, claims.getSubject(), name(claims), sources)));
    }

    private static @Nullable String name(JWTClaimsSet claims) {
        return claims.getClaim("name") instanceof String name ? name : null;
    }

    /// Absent means everything; a word we do not know is a token we do not understand.
    private static Optional<List<Source>> sources(@Nullable List<String> words) {
        if (words == null) {
            return Optional.of(Arrays.asList(Source.values()));
        }
        List<Source> known = words.stream()
                .flatMap(word -> Source.ofWord(word).stream())
                .distinct()
                .toList();
        return known.size() == words.stream().distinct().count() ? Optional.of(known) : Optional.empty();
    }
}
