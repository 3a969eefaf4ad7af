package dev.parley.signaling.app.abuse;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.signaling.app.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;

/// Tokens with any claims, rightly signed: what an application's server might be talked into.
final class Signed {
    private Signed() {}

    static String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        var claims = new JWTClaimsSet.Builder()
                .issuer("test")
                .claim("room", "any")
                .claim("role", "guest")
                .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))));
        try {
            var token = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.HS256), change.apply(claims).build());
            token.sign(new MACSigner(Server.SECRET));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
