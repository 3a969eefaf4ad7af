package dev.parley.signaling.access;

import dev.parley.room.ParticipantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What brings a guest back to their place after a lost socket: `participant.secret`. The server keeps only a
/// hash, so who reads the store cannot become anyone.
public record ResumeKey(ParticipantId participant, String secret) {
    private static final int SECRET_BYTES = 16;

    public static String freshSecret(RandomGenerator random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static Optional<ResumeKey> parse(String text) {
        int dot = text.indexOf('.');
        return dot > 0 && text.length() <= 128 && ParticipantId.isValid(text.substring(0, dot))
                ? Optional.of(new ResumeKey(new ParticipantId(text.substring(0, dot)), text.substring(dot + 1)))
                : Optional.empty();
    }

    public static String hash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public String text() {
        return participant.value() + "." + secret;
    }

    @Override
    public String toString() {
        return "ResumeKey[" + participant + "]";
    }
}
